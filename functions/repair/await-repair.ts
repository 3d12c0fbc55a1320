import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import {
  exhaustedKind,
  lateAnswer,
  type Decision,
  type Task,
  type TaskId,
  type TaskRepository,
} from '../tasks/index.ts';
import type { Channel, RevisionId, Tracker } from '../tracking/index.ts';
import { repairDecidedByItself } from './repair-decided.ts';
import { repairNumber, whyGiveUp, type RepairLimits } from './repair-course.ts';
import { mayPass, outlastedRepair } from './outlast-outage.ts';
import { recalledRepair } from './stop-repairs.ts';

const MOST_CAUSE = 500;

export interface RepairRequest extends RevisionId {
  /** state of the definition that failed */
  readonly failedState: string;
  readonly failure: { readonly error: string; readonly cause: string };
  /** counts the repairs of the road before the channels from 1 */
  readonly repair: number;
  /** the channel that failed, and how often it has */
  readonly channel?: Channel | undefined;
  readonly attempt?: number | undefined;
  /** how often this repair was asked for before and nobody answered */
  readonly reminder: number;
  /** when the execution began */
  readonly startedAt: string;
  readonly limits: RepairLimits;
  readonly taskToken: string;
}

interface RepairDeps {
  readonly tracker: Tracker;
  readonly tasks: TaskRepository;
  readonly clock: Clock;
}

/** The wait for an operator: each repair is a question of its own. */
export function repairTask({ code, revision }: RevisionId, repair: number): TaskId {
  return { code, revision, kind: 'repair', round: repair };
}

/**
 * Asks an operator of the agency to repair what failed: the log says what, then it stands on their desk. A question
 * that has its answer already, or is not put to people any more, is decided at once, by the same write that would
 * take an operator's decision; the sweeper tells the workflow.
 */
export async function awaitRepair(deps: RepairDeps, request: RepairRequest): Promise<void> {
  const { failedState: state } = request;
  const repair = repairNumber(request);
  const { agency, dueOn } = await deps.tracker.revision(request);
  const { error } = request.failure;
  const cause = readableCause(request.failure.cause);
  await deps.tracker.record(request, 'repair-requested', `repair-requested:${repair}`, {
    state,
    error,
    cause,
    repair,
  });
  const wait = {
    ...repairTask(request, repair),
    scope: agency,
    dueOn,
    openedAt: deps.clock().toISOString(),
    taskToken: request.taskToken,
    facts: { state, error, cause },
  };
  await deps.tasks.open(wait);
  const decision = (await answeredAfterAll(deps, wait)) ?? (await decidedByItself(deps, request, repair));
  if (decision) await deps.tasks.decide(wait, decision);
}

/** The person a wait was given up for may have answered while this question was on its way. */
async function answeredAfterAll(
  { tasks }: RepairDeps,
  wait: Pick<Task, 'code' | 'revision' | 'kind' | 'round' | 'facts'>,
): Promise<Decision | undefined> {
  const kind = exhaustedKind(wait.facts);
  if (!kind) return undefined;
  const { code, revision } = wait;
  const exhausted = await tasks.find({ code, revision, kind, round: 1 });
  return exhausted && lateAnswer(wait, exhausted);
}

/**
 * Nobody is asked for ever, nobody is asked about a channel of a recalled document, and nobody about an outage of AWS
 * that may be over.
 */
async function decidedByItself(
  { tracker, clock }: RepairDeps,
  request: RepairRequest,
  repair: number,
): Promise<Decision | undefined> {
  const log = await tracker.log.read(request);
  const asked = log.filter(({ type }) => type === 'repair-requested').length;
  const issued = log.some(({ type }) => type === 'result-archived');
  const now = clock();
  const reason = whyGiveUp({ ...request, asked, issued }, now);
  if (reason) return repairDecidedByItself(repair, { action: 'cancel', reason }, now);
  const isRecalled = log.some(({ type }) => type === 'result-recalled');
  if (isRecalled && request.channel) return recalledRepair(repair, now);
  return mayPass(request.failure.error, log) ? outlastedRepair(repair, now) : undefined;
}

const lambdaCause = z.object({ errorMessage: z.string() });

/** A function's failure comes as JSON with a stack trace, cut off anywhere: people are shown its sentence. */
export function readableCause(cause: string): string {
  try {
    const parsed = lambdaCause.safeParse(JSON.parse(cause));
    if (parsed.success) return parsed.data.errorMessage.slice(0, MOST_CAUSE);
  } catch {
    const cutOff = /"errorMessage":\s*("(?:[^"\\]|\\.)*")/.exec(cause)?.[1];
    if (cutOff) return String(JSON.parse(cutOff)).slice(0, MOST_CAUSE);
  }
  return cause.slice(0, MOST_CAUSE);
}
