import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi';
import type { Role } from '../../directory/index.ts';
import type { Message, Outcome } from '../../platform/refusal.ts';
import type { RevisionId } from '../../tracking/index.ts';
import type { Principal } from '../auth/principal.ts';
import { answerRefusal } from '../http/answer-refusal.tsx';
import type { PortalContext, PortalEnv } from '../http/portal-env.ts';
import { readBody } from '../http/read-body.ts';
import { described, json, problems, secured } from './described.ts';
import { askedRevision } from './reach.ts';
import { revisionPath } from './schemas.ts';
import { both } from '../docs/said.ts';

/** What somebody in a role does to a revision: the body they send, and the use case it calls. */
export interface Act<Body extends z.ZodType, Answer extends z.ZodType> {
  /** last part of the path, under the revision's */
  readonly name: string;
  readonly summary: string;
  readonly description: Message;
  /** a body that is accepted in its form, for the documentation */
  readonly example: z.input<Body>;
  readonly role: Role;
  readonly body: Body;
  readonly answer: Answer;
  readonly run: (id: RevisionId, body: z.output<Body>, by: Principal) => Promise<Outcome<z.input<Answer>>>;
}

/** Adds `POST /dossiers/{code}/revisions/{n}/<name>`. */
export function addAct<Body extends z.ZodType, Answer extends z.ZodType>(
  app: OpenAPIHono<PortalEnv>,
  act: Act<Body, Answer>,
): void {
  const route = createRoute({
    method: 'post',
    path: `/dossiers/{code}/revisions/{n}/${act.name}`,
    tags: ['Acts'],
    summary: act.summary,
    description: both(
      `${act.description.vi} Vai trò: ${act.role}.`,
      `${act.description.en} Role: ${act.role}.`,
    ),
    security: secured,
    request: {
      params: revisionPath,
      body: { required: true, content: { 'application/json': { schema: act.body, example: act.example } } },
    },
    responses: {
      200: json(both('Đã thực hiện, lần này hoặc trước đó', 'Done, now or before'), act.answer),
      ...problems(400, 401, 403, 404, 409, 410, 413, 415, 422, 429),
    },
  });
  described(app, route, (c) => perform(act, c));
}

async function perform<Body extends z.ZodType, Answer extends z.ZodType>(
  act: Act<Body, Answer>,
  c: PortalContext,
): Promise<Response> {
  const asked = askedRevision(c, act.role);
  if (!asked.ok) return answerRefusal(c, asked);
  const { who, id } = asked.value;
  const body = await readBody(c, act.body);
  if (!body.ok) return answerRefusal(c, body);
  const done = await act.run(id, body.value, who);
  return done.ok ? c.json(act.answer.parse(done.value)) : answerRefusal(c, done);
}
