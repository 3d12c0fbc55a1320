import { z } from 'zod';
import type { Directory, User } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { accept, type Outcome, type Refusal } from '../platform/refusal.ts';
import type { Decision, Task, TaskDesk } from '../tasks/index.ts';
import { agencyRevision, type RevisionId, type Tracker } from '../tracking/index.ts';
import { refusals } from './approval-refusals.ts';
import { approvalTask } from './await-approval.ts';
import { takeTurn } from './initial-result.ts';
import { chainOf } from './initials.ts';
import { refuseLostAuthority } from './printed-authority.ts';

const SHORTEST_REASON = 10;

/** An official's decision over the very bytes they were shown; `reason` is asked for where it is returned. */
export const resultDecision = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.string().trim().max(1000).optional(),
});
export type ResultDecision = z.infer<typeof resultDecision>;

const facts = z.object({ document: z.object({ key: z.string(), sha256: z.string() }) });
const decided = z.object({ decision: z.enum(['approved', 'rejected']), reason: z.string().optional() });

export interface DecideDeps {
  readonly tracker: Tracker;
  readonly directory: Directory;
  readonly desk: TaskDesk;
  readonly clock: Clock;
}

export interface DecidedResult {
  /** `initialled`: by somebody who comes before the official */
  readonly decision: 'approved' | 'rejected' | 'initialled';
  readonly decidedAt: string;
  /** false when the same decision was taken before */
  readonly first: boolean;
}

/**
 * Takes the official's decision, or the initial of who comes before them, once: the same one again is answered with the first, a contradicting one is
 * refused, and so is one over other bytes than those that wait, or under an authority that has ended.
 */
export async function decideResult(
  deps: DecideDeps,
  input: { readonly id: RevisionId; readonly user: User } & ResultDecision,
): Promise<Outcome<DecidedResult>> {
  const { id, user } = input;
  const revision = await agencyRevision(deps.tracker, id, user.agencies);
  if (!revision.ok) return revision;
  const { official } = revision.value;
  const waiting = await deps.desk.tasks.find(approvalTask(id));
  const chain = waiting ? chainOf(waiting, official) : [official];
  if (user.official === undefined || !chain.includes(user.official)) return refusals.notYours;
  const refused = refuseDecision(waiting, input);
  if (refused || !waiting) return refused ?? refusals.notAwaiting;
  if (waiting.output) return answerOf(waiting, input, false);
  const asked = { waiting, chain, by: user.official };
  const early = await takeTurn(deps, asked, input);
  if (early) return early;
  const lost = input.decision === 'approve' ? await refuseLostAuthority(deps, id) : undefined;
  if (lost) return lost;
  const decision = decisionOf(input, user.official, deps.clock().toISOString());
  const { taken, task } = await deps.desk.decide(approvalTask(id), decision);
  return task?.output ? answerOf(task, input, taken) : refusals.notAwaiting;
}

function refuseDecision(waiting: Task | undefined, wanted: ResultDecision): Refusal | undefined {
  if (!waiting || (!waiting.output && waiting.callback !== 'none')) return refusals.notAwaiting;
  if (facts.parse(waiting.facts).document.sha256 !== wanted.sha256)
    return waiting.output ? refusals.alreadyDecided : refusals.otherBytes;
  const silent = (wanted.reason ?? '').trim().length < SHORTEST_REASON;
  return wanted.decision === 'reject' && silent ? refusals.reasonMissing : undefined;
}

function answerOf(task: Task, wanted: ResultDecision, first: boolean): Outcome<DecidedResult> {
  const { decision, reason } = decided.parse(task.output);
  const isSame =
    wanted.decision === 'approve'
      ? decision === 'approved'
      : decision === 'rejected' && reason === wanted.reason;
  if (!isSame) return refusals.alreadyDecided;
  return accept({ decision, decidedAt: task.event?.occurredAt ?? task.openedAt, first });
}

function decisionOf(wanted: ResultDecision, official: string, occurredAt: string): Decision {
  const by = { actor: { kind: 'official' as const, id: official }, occurredAt };
  const { sha256 } = wanted;
  if (wanted.decision === 'approve') {
    const event = { type: 'result-approved', key: 'result-approved', data: { sha256 }, ...by };
    return { output: { decision: 'approved', sha256 }, event };
  }
  const reason = (wanted.reason ?? '').trim();
  const event = { type: 'result-rejected', key: 'result-rejected', data: { reason }, ...by };
  return { output: { decision: 'rejected', reason }, event };
}
