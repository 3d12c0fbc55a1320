import type { Outcome } from '../platform/refusal.ts';
import { accept } from '../platform/refusal.ts';
import type { Task } from '../tasks/index.ts';
import { refusals } from './approval-refusals.ts';
import { approvalTask } from './await-approval.ts';
import type { DecidedResult, DecideDeps, ResultDecision } from './decide-result.ts';
import { initialledBy, recordInitials, turnOf } from './initials.ts';

/** A wait for several, in order, and who of them answers. */
export interface Turn {
  readonly waiting: Task;
  readonly chain: readonly string[];
  readonly by: string;
}

/**
 * What somebody is answered who comes before the approving official: their initial (ký nháy) is taken over the
 * very bytes shown and the wait passed on, once. Undefined where the decision is for this person to take, as it is
 * for whose turn it is to return the draft.
 */
export async function takeTurn(
  deps: DecideDeps,
  { waiting, chain, by }: Turn,
  { decision, sha256 }: ResultDecision,
): Promise<Outcome<DecidedResult> | undefined> {
  const done = initialledBy(waiting, sha256);
  await recordInitials(deps.tracker, waiting);
  if (done.includes(by)) return decision === 'approve' ? given(waiting, by) : refusals.alreadyDecided;
  if (turnOf(chain, done) !== by) return refusals.notYourTurn;
  if (decision === 'reject' || by === chain.at(-1)) return undefined;
  const occurredAt = deps.clock().toISOString();
  const event = {
    type: 'result-initialled',
    key: `result-initialled:${sha256}:${by}`,
    data: { sha256 },
    actor: { kind: 'official' as const, id: by },
    occurredAt,
  };
  const to = turnOf(chain, [...done, by]);
  const id = approvalTask(waiting);
  const passed = await deps.desk.tasks.pass(id, { from: by, to, dueOn: waiting.dueOn, event });
  const now = await deps.desk.tasks.find(id);
  if (!now || !initialledBy(now, sha256).includes(by)) return refusals.notAwaiting;
  await recordInitials(deps.tracker, now);
  return accept({ decision: 'initialled', decidedAt: occurredAt, first: passed });
}

function given({ initialled = [] }: Task, by: string): Outcome<DecidedResult> {
  const event = initialled.find(({ actor }) => actor.id === by);
  return accept({ decision: 'initialled', decidedAt: event?.occurredAt ?? '', first: false });
}
