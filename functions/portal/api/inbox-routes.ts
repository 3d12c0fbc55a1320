import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { taskKind, type Task } from '../../tasks/index.ts';
import { requireRole } from '../auth/require-role.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { checkInput } from '../http/read-body.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, json, problems, secured } from './described.ts';
import { listsOf, readList, readLists } from './task-lists.ts';
import { inboxView, type taskView } from './schemas.ts';

const query = z.object({
  kind: taskKind.optional().meta({ description: 'one kind of task only; needed to continue a list' }),
  after: z.string().max(200).optional().meta({ description: '`next` of the answer before' }),
});

const inbox = createRoute({
  method: 'get',
  path: '/inbox',
  tags: ['Acts'],
  summary: 'Việc đang chờ bạn (what waits for you)',
  description:
    'Decisions and signatures for an official, seals and collections for a clerk, repairs for an operator; most urgent first, up to 50 of each kind.',
  security: secured,
  request: { query },
  responses: { 200: json('Open tasks', inboxView), ...problems(401, 403, 422, 429) },
});

/** What waits for the person who asks. */
export function inboxRoutes(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>();
  described(app, inbox, (c) => sendInbox(deps, c));
  return app;
}

async function sendInbox({ services }: ApiDeps, c: PortalContext): Promise<Response> {
  const who = requireRole(c, 'official', 'clerk', 'operator');
  if (!who.ok) return answerRefusal(c, who);
  const asked = checkInput(query, c.req.query());
  if (!asked.ok) return answerRefusal(c, asked);
  const { kind, after } = asked.value;
  const lists = listsOf(who.value).filter((list) => kind === undefined || list.kind === kind);
  const [first] = lists;
  if (first && lists.length === 1) {
    const { tasks, next } = await readList(services.tasks, first, after);
    return c.json({ tasks: tasks.map(viewTask), ...(next !== undefined && { next }) });
  }
  const tasks = await readLists(services.tasks, lists);
  return c.json({ tasks: tasks.map(viewTask) });
}

function viewTask(task: Task): z.infer<typeof taskView> {
  const { kind, code, revision, round, dueOn, openedAt, facts } = task;
  return { kind, code, revision, round, dueOn, openedAt, facts, href: `/dossiers/${code}` };
}
