import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, DeleteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Table } from '../../functions/platform/table.ts';
import { Tracker, type EventType, type RevisionId } from '../../functions/tracking/index.ts';
import type { StackOptions } from '../../infra/local/stack-settings.ts';
import { lookUntil } from '../support/look-until.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

/** Problem details as RFC 9457, section 3 has them, with our `code`, `errors` and `moreErrors` and nothing else. */
const problemDetails = z.strictObject({
  type: z.url(),
  title: z.string().min(5),
  status: z.number(),
  detail: z.string().min(20),
  code: z.string().regex(/^[a-z][a-z-]+$/),
  errors: z
    .array(z.strictObject({ field: z.string(), rule: z.string(), message: z.string().min(5) }))
    .optional(),
  moreErrors: z.literal(true).optional(),
});
type ProblemDetails = z.infer<typeof problemDetails>;

/** A request as somebody outside sends it; with a body it is a POST. */
export interface Question {
  /** demo user, or `token` by itself */
  readonly as?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly text: string;
  json<Schema extends z.ZodType>(schema: Schema): z.output<Schema>;
}

/** The product's one address, and what its stores hold, for tests to see that nothing changed. */
export interface FrontDoor {
  readonly stack: TestStack;
  readonly table: Table;
  readonly tracker: Tracker;
  ask(path: string, question?: Question): Promise<Answer>;
  /** how often a revision's log has each kind of event */
  count(id: RevisionId, type: EventType): Promise<number>;
  /** every item but those that count requests, without when the sweeper looks next, as text; the first time once what others began has come to rest */
  traces(): Promise<string[]>;
  /** from now on others ask here, who do not know what was begun before them */
  passOn(): void;
  /** what addresses and logins have spent is given back, so that one test does not throttle the next */
  forgetRates(): Promise<void>;
  close(): Promise<void>;
}

/** Longer than the shared door's schedules pause. */
const REST_MS = 2_500;

/** Once the workflow and the schedules have nothing left to do. */
async function untilStill(look: () => Promise<string>): Promise<void> {
  let before = await look();
  await until(
    async () => {
      await pause(REST_MS);
      const now = await look();
      const still = now === before;
      before = now;
      return still;
    },
    (still) => still,
  );
}

export async function openFrontDoor(options: Partial<StackOptions> = {}): Promise<FrontDoor> {
  const stack = await startTestStack(options);
  const { region, credentials, tableName: name } = stack.settings;
  const inner = new DynamoDBClient({ region, credentials, endpoint: stack.endpoints.dynamodb });
  const client = DynamoDBDocumentClient.from(inner, { marshallOptions: { removeUndefinedValues: true } });
  const table = { client, name };
  const tracker = new Tracker(table, () => new Date());
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (username: string) => {
    const token = tokens.get(username) ?? stack.tokenOf(username);
    tokens.set(username, token);
    return token;
  };
  const items = async () => {
    const found: Record<string, unknown>[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: name })) found.push(...Items);
    return found;
  };
  const look = async () =>
    (await items())
      .filter(({ pk }) => !String(pk).startsWith('RATE#'))
      .map((item) => JSON.stringify(withoutNextLook(item)))
      .toSorted((a, b) => a.localeCompare(b));
  let atRest: Promise<void> | undefined = Promise.resolve();
  return {
    stack,
    table,
    tracker,
    ask: async (path, question = {}) => {
      const { as, token = as === undefined ? undefined : await tokenOf(as) } = question;
      return send(`${stack.url}${path}`, question, token);
    },
    count: async (id, type) => (await tracker.log.read(id)).filter((event) => event.type === type).length,
    traces: async () => {
      atRest ??= untilStill(async () => (await look()).join());
      await atRest;
      return look();
    },
    passOn: () => {
      atRest = undefined;
    },
    forgetRates: async () => {
      for (const { pk, sk } of await items()) {
        if (!String(pk).startsWith('RATE#')) continue;
        await client.send(new DeleteCommand({ TableName: name, Key: { pk, sk } }));
      }
    },
    close: async () => {
      inner.destroy();
      await stack.stop();
    },
  };
}

function withoutNextLook({ gsi4sk, ...item }: Record<string, unknown>): Record<string, unknown> {
  return String(item['sk']).startsWith('REV#') ? item : { ...item, gsi4sk };
}

async function send(url: string, question: Question, token: string | undefined): Promise<Answer> {
  const { body, raw, form, headers } = question;
  const content =
    raw ?? (form ? new URLSearchParams(form) : body === undefined ? null : JSON.stringify(body));
  const response = await fetch(url, {
    method: content === null ? 'GET' : 'POST',
    redirect: 'manual',
    headers: {
      accept: form ? 'text/html' : 'application/json',
      ...(content !== null && !form && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(content !== null && { body: content }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    text,
    json: (schema) => schema.parse(JSON.parse(text)),
  };
}

const VIETNAMESE = /[ăâđêôơưàáảãạằắặầấậèéẹềếệìíịòóọồốộờớợùúụừứựỳýỵ]/i;
/** The verbs by which a message tells its reader what to do. */
const ASKS = /\b(hãy|vui lòng|phải|cần|không giao|không cần|thử)\b/iu;

/** A refusal as every client may rely on it: problem details with a stable code, in Vietnamese, saying what to do. */
export function expectRefusal(answer: Answer, status: number, code: string): ProblemDetails {
  expect({ status: answer.status, body: answer.text }).toMatchObject({
    status,
    body: expect.stringContaining(`"code":"${code}"`) as unknown,
  });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('content-language')).toBe('vi');
  const problem = answer.json(problemDetails);
  expect(problem).toMatchObject({ status, code });
  expect(problem.type).toMatch(new RegExp(`/docs#problem-${code}$`));
  expect(problem.detail).toMatch(VIETNAMESE);
  expect(problem.detail).toMatch(ASKS);
  return problem;
}

/** Looks until it holds. */
export async function until<Seen>(
  look: () => Promise<Seen>,
  holds: (seen: Seen) => boolean,
  patienceMs = 90_000,
): Promise<Seen> {
  const seen = await lookUntil(look, holds, patienceMs);
  if (holds(seen)) return seen;
  throw new Error(`it never came to hold; last seen: ${JSON.stringify(seen)}`);
}
