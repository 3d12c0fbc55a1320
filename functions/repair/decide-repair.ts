import { z } from 'zod';
import type { User } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { accept, refuse, type Outcome, type Refusal } from '../platform/refusal.ts';
import type { TaskDesk } from '../tasks/index.ts';
import { agencyRevision, type RevisionId, type Tracker } from '../tracking/index.ts';
import { repairTask } from './await-repair.ts';
import { repairDecided } from './repair-decided.ts';

/** What an operator decides on a repair: the number they were shown, go on or cancel, and what was done. */
export const repairDecision = z.strictObject({
  repair: z.number().int().positive(),
  action: z.enum(['retry', 'cancel']),
  note: z.string().trim().min(1).max(1000),
});
export type RepairDecision = z.infer<typeof repairDecision>;

const decided = z.object({ action: z.enum(['retry', 'cancel']) });

export interface DecidedRepair {
  readonly action: 'retry' | 'cancel';
  /** false when the same was decided before */
  readonly first: boolean;
}

/** Takes an operator's decision on a repair, once; the same again gets the same answer. */
export async function decideRepair(
  deps: { readonly tracker: Tracker; readonly desk: TaskDesk; readonly clock: Clock },
  input: { readonly id: RevisionId; readonly user: User } & RepairDecision,
): Promise<Outcome<DecidedRepair>> {
  const { id, user, repair, action, note } = input;
  const revision = await agencyRevision(deps.tracker, id, user.agencies);
  if (!revision.ok) return revision;
  const by = { actor: { kind: 'operator' as const, id: user.sub }, occurredAt: deps.clock().toISOString() };
  const decision = repairDecided(repair, { action, reason: 'operator', note }, by);
  const { taken, task } = await deps.desk.decide(repairTask(id, repair), decision);
  if (!task?.output) return notAwaiting;
  const known = decided.parse(task.output).action;
  return known === action ? accept({ action, first: taken }) : contradicted;
}

const notAwaiting = refuse(409, 'not-awaiting-repair', {
  vi: 'Hồ sơ hiện không chờ xử lý sự cố này; hãy tải lại và xem tình trạng hồ sơ.',
  en: 'The dossier does not wait for this repair; reload and look at its status.',
});

const contradicted = refuse(409, 'already-decided', {
  vi: 'Sự cố này đã được quyết định khác; hãy xem nhật ký hồ sơ.',
  en: 'This repair was already decided otherwise; see the log of the dossier.',
});

/** Every "no" to a repair, for the documentation. */
export const repairRefusals: readonly Refusal[] = [notAwaiting, contradicted];
