import { z } from 'zod';

/** A whole string `{% … %}`: one JSONata expression. */
const expression = z.string().regex(/^\{%[\s\S]*%\}$/, 'must be a JSONata expression {% … %}');
const template = z.json();
const positiveInteger = z.int().min(1).max(99_999_999);

const variableName = z
  .string()
  .max(80)
  .regex(/^\p{ID_Start}\p{ID_Continue}*$/u, 'is not a valid variable name')
  .refine((name) => name !== 'states', "must not be the reserved name 'states'");
const assign = z.record(variableName, template).optional();

const common = { Comment: z.string().optional(), QueryLanguage: z.literal('JSONata').optional() };
const transition = { Next: z.string().optional(), End: z.literal(true).optional() };
const exit = { Assign: assign, Output: template.optional() };

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: positiveInteger.default(1),
  MaxAttempts: z.int().min(0).max(99_999_999).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['NONE', 'FULL']).default('NONE'),
});

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  Next: z.string(),
  ...exit,
});

const recovery = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };

const task = z.strictObject({
  Type: z.literal('Task'),
  ...common,
  ...transition,
  ...exit,
  ...recovery,
  Resource: z.enum(['arn:aws:states:::lambda:invoke', 'arn:aws:states:::lambda:invoke.waitForTaskToken'], {
    error: (issue) => `The resource '${String(issue.input)}' is not supported`,
  }),
  Arguments: z.union([
    expression,
    z.strictObject({ FunctionName: z.string().min(1), Payload: template.optional() }),
  ]),
  TimeoutSeconds: z.union([positiveInteger, expression]).optional(),
  HeartbeatSeconds: z.union([positiveInteger, expression]).optional(),
});

const pass = z.strictObject({ Type: z.literal('Pass'), ...common, ...transition, ...exit });

const choiceRule = z.strictObject({
  Comment: z.string().optional(),
  Condition: z.union([z.boolean(), expression]),
  Next: z.string(),
  ...exit,
});

const choice = z.strictObject({
  Type: z.literal('Choice'),
  ...common,
  ...exit,
  Choices: z.array(choiceRule).min(1),
  Default: z.string().optional(),
});

const wait = z.strictObject({
  Type: z.literal('Wait'),
  ...common,
  ...transition,
  ...exit,
  Seconds: z.union([z.int().min(0).max(99_999_999), expression]).optional(),
  Timestamp: z.string().optional(),
});

const succeed = z.strictObject({ Type: z.literal('Succeed'), ...common, Output: template.optional() });

const fail = z.strictObject({
  Type: z.literal('Fail'),
  ...common,
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

const parallel = z.strictObject({
  Type: z.literal('Parallel'),
  ...common,
  ...transition,
  ...exit,
  ...recovery,
  Arguments: template.optional(),
  Branches: z.array(z.unknown()).min(1),
});

const STATE_TYPES = ['Task', 'Pass', 'Choice', 'Wait', 'Parallel', 'Succeed', 'Fail'] as const;

/** One state as written; what is nested in `Branches` is read by the loader. */
export const stateSchema = z.discriminatedUnion('Type', [task, pass, choice, wait, parallel, succeed, fail], {
  error: (issue) =>
    issue.code === 'invalid_union'
      ? `The state type is not supported; supported are ${STATE_TYPES.join(', ')}`
      : undefined,
});

/** The top level of a definition. JSONata is the only query language this engine runs. */
export const topLevelSchema = z.strictObject({
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata', { error: "The query language must be 'JSONata'" }),
  Version: z.literal('1.0').optional(),
  StartAt: z.string(),
  TimeoutSeconds: positiveInteger.optional(),
  States: z.record(z.string().min(1).max(80), z.unknown()),
});

export const branchSchema = z.strictObject({
  Comment: z.string().optional(),
  StartAt: z.string(),
  States: z.record(z.string().min(1).max(80), z.unknown()),
});

export type TaskState = z.infer<typeof task>;
export type PassState = z.infer<typeof pass>;
export type ChoiceState = z.infer<typeof choice>;
export type WaitState = z.infer<typeof wait>;
export type SucceedState = z.infer<typeof succeed>;
export type FailState = z.infer<typeof fail>;
export type ParallelState = Omit<z.infer<typeof parallel>, 'Branches'> & { Branches: Scope[] };
export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState;
export type Retrier = z.infer<typeof retrier>;
export type Catcher = z.infer<typeof catcher>;

/** A set of states of its own: the whole machine, or one branch of a Parallel state. */
export type Scope = { StartAt: string; States: ReadonlyMap<string, State> };
export type Definition = Scope & { TimeoutSeconds: number | undefined };

/** The fields a state has for going on: where to, and with which output and variables. */
export type ExitFields = { Next?: string | undefined; End?: true | undefined };
