import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { taskKind, type Task } from '../../tasks/index.ts';
import { requireRole } from '../auth/require-role.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { checkInput } from '../http/read-body.ts';
import type { ApiDeps } from './api-deps.ts';
import { described, json, problems, secured } from './described.ts';
import { listsOf, readPage } from './task-lists.ts';
import { inboxView, type taskView } from './schemas.ts';
import { both } from '../docs/said.ts';

const query = z.object({
  kind: taskKind.optional().meta({ description: both('chỉ một loại việc', 'one kind of task only') }),
  after: z
    .string()
    .max(8_000)
    .optional()
    .meta({ description: both('`next` của câu trả lời trước', '`next` of the answer before') }),
});

const inbox = createRoute({
  method: 'get',
  path: '/inbox',
  tags: ['Acts'],
  summary: both('Việc đang chờ bạn', 'What waits for you'),
  description: both(
    'Quyết định và chữ ký của người ký, đóng dấu và trả tại quầy của văn thư, sự cố của người vận hành; gấp nhất trước, mỗi lần tối đa 50 việc của mỗi loại và cơ quan; `next` để xem tiếp.',
    'Decisions and signatures for an official, seals and collections for a clerk, repairs for an operator; most urgent first, up to 50 of each kind and agency at a time; `next` continues.',
  ),
  security: secured,
  request: { query },
  responses: { 200: json(both('Việc đang chờ', 'Open tasks'), inboxView), ...problems(401, 403, 422, 429) },
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
  const page = await readPage(services.tasks, lists, after);
  if (!page.ok) return answerRefusal(c, page);
  const { tasks, next } = page.value;
  return c.json({ tasks: tasks.map(viewTask), ...(next !== undefined && { next }) });
}

function viewTask(task: Task): z.infer<typeof taskView> {
  const { kind, code, revision, round, dueOn, openedAt, facts } = task;
  return { kind, code, revision, round, dueOn, openedAt, facts, href: `/dossiers/${code}` };
}
