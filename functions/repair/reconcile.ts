import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  type DescribeExecutionOutput,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { closeIssued } from '../delivery/index.ts';
import { executionName } from '../intake/index.ts';
import {
  finishEach,
  SWEEP_SHARDS,
  TERMINAL,
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

const endedStatus = z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']);

/**
 * Looks for executions that ended behind the workflow's back: the definition catches what can be caught, and
 * this the rest. Asks about the open revisions that no running execution stands for.
 * One that fails holds up no other.
 * @returns how many were found ended, and which could not be asked about
 */
export async function reconcile(
  deps: ReconcileDeps,
): Promise<{ readonly ended: number; readonly failed: readonly Unfinished[] }> {
  const open = await openRevisions(deps.tracker);
  const running = await runningExecutions(deps);
  const behind = open.filter((id) => !running.has(executionName(id)));
  const found = toFinish(behind, (id) => `revision ${executionName(id)}`);
  const { done, failed } = await finishEach(found, (id) => recordEnd(deps, id));
  return { ended: done.filter(Boolean).length, failed };
}

/** The revision an execution's name stands for; undefined for an execution that is not one of ours. */
export function revisionOf(name: string): RevisionId | undefined {
  const [, code, revision] = /^(.+)-r([1-9]\d{0,3})$/.exec(name) ?? [];
  return code && revision ? { code, revision: Number(revision) } : undefined;
}

async function openRevisions(tracker: Tracker): Promise<RevisionId[]> {
  const shards = Array.from({ length: SWEEP_SHARDS }, (_, shard) => tracker.lists.open(shard));
  return (await Promise.all(shards)).flat();
}

async function runningExecutions(deps: ReconcileDeps): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let from: string | undefined;
  do {
    const page = await deps.workflows.send(
      new ListExecutionsCommand({
        stateMachineArn: deps.stateMachineArn,
        statusFilter: 'RUNNING',
        maxResults: 1000,
        ...(from && { nextToken: from }),
      }),
    );
    for (const { name } of page.executions ?? []) if (name) names.add(name);
    from = page.nextToken;
  } while (from);
  return names;
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
  return status === 'kept-at-agency' || (TERMINAL.has(status) && status !== 'failed');
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
