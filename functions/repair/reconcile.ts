import {
  DescribeExecutionCommand,
  paginateListExecutions,
  type DescribeExecutionOutput,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { closeIssued } from '../delivery/index.ts';
import { executionName } from '../intake/index.ts';
import {
  EXECUTION_OVER,
  finishEach,
  toFinish,
  type RevisionId,
  type Status,
  type Tracker,
  type Unfinished,
} from '../tracking/index.ts';
import { cancelAllotted, type CancelDeps } from './cancel-return.ts';

export interface ReconcileDeps extends CancelDeps {
  readonly workflows: SFNClient;
  readonly stateMachineArn: string;
}

const ENDED = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const;
const endedStatus = z.enum(ENDED);

/**
 * Looks for executions that ended behind the workflow's back: the definition catches what can be caught, and
 * this the rest. Asks only about those that Step Functions lists as ended so, which it does for 90 days and which are few,
 * however many run. One that fails holds up no other.
 * @returns how many were found ended, and which could not be asked about
 */
export async function reconcile(
  deps: ReconcileDeps,
): Promise<{ readonly ended: number; readonly failed: readonly Unfinished[] }> {
  const lists = await Promise.all(ENDED.map((status) => executionsThat(deps, status)));
  const found = toFinish(lists.flat(), (id) => `revision ${executionName(id)}`);
  const { done, failed } = await finishEach(
    found,
    async (id) => (await isOpen(deps.tracker, id)) && recordEnd(deps, id),
  );
  return { ended: done.filter(Boolean).length, failed };
}

/** The revision an execution's name stands for; undefined for an execution that is not one of ours. */
export function revisionOf(name: string): RevisionId | undefined {
  const [, code, revision] = /^(.+)-r([1-9]\d{0,3})$/.exec(name) ?? [];
  return code && revision ? { code, revision: Number(revision) } : undefined;
}

/** Whether its item says that a revision's execution is not over; one that is behind its log says so, too. */
async function isOpen(tracker: Tracker, id: RevisionId): Promise<boolean> {
  const item = await tracker.revisions.find(id);
  return item !== undefined && !EXECUTION_OVER.has(item.status);
}

/** Revisions whose executions have ended so. */
async function executionsThat(
  { workflows: client, stateMachineArn }: ReconcileDeps,
  statusFilter: (typeof ENDED)[number],
): Promise<RevisionId[]> {
  const ids: (RevisionId | undefined)[] = [];
  const asked = { stateMachineArn, statusFilter, maxResults: 1000 };
  for await (const { executions = [] } of paginateListExecutions({ client }, asked)) {
    ids.push(...executions.map(({ name = '' }) => revisionOf(name)));
  }
  return ids.filter((id) => id !== undefined);
}

/**
 * Records how a revision's execution ended, if it ended other than by succeeding, and does what the workflow could
 * not: an issued result's return is closed, and the number of one that was never issued is entered as cancelled.
 * The record comes last, because an ended revision is not looked at again.
 * @returns false when there is nothing to say
 */
export async function recordEnd(deps: ReconcileDeps, id: RevisionId): Promise<boolean> {
  const execution = await describe(deps, id);
  const status = endedStatus.safeParse(execution?.status);
  if (!execution || !status.success) return false;
  const state = await deps.tracker.state(id);
  if (state.sequence === 0 || isOver(state.status)) return false;
  if (state.archived) {
    await closeIssued(deps, id, REASON);
  } else {
    await deps.tasks.withdrawAll(id);
    await cancelAllotted(deps, await deps.tracker.revision(id), REASON);
  }
  const stopped = execution.stopDate?.toISOString() ?? 'unknown';
  const data = { status: status.data, error: execution.error ?? status.data };
  await deps.tracker.record(id, 'execution-ended', `execution-ended:${stopped}`, data);
  return true;
}

const REASON = 'execution-ended';

function isOver(status: Status): boolean {
  return EXECUTION_OVER.has(status) && status !== 'failed';
}

async function describe(deps: ReconcileDeps, id: RevisionId): Promise<DescribeExecutionOutput | undefined> {
  const machine = deps.stateMachineArn.replace(':stateMachine:', ':execution:');
  try {
    return await deps.workflows.send(
      new DescribeExecutionCommand({ executionArn: `${machine}:${executionName(id)}` }),
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return undefined;
    throw error;
  }
}
