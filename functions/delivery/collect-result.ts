import { z } from 'zod';
import type { User } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { accept, refuse, type Outcome, type Refusal } from '../platform/refusal.ts';
import type { TaskDesk } from '../tasks/index.ts';
import {
  agencyRevision,
  type Actor,
  type EventData,
  type RevisionId,
  type RevisionItem,
  type RevisionState,
  type Tracker,
} from '../tracking/index.ts';
import { collectionTask } from './await-collection.ts';
import { COLLECTED, collectionDecision, loggedCollection } from './collection-decision.ts';
import { settleChannel } from './settle-channel.ts';

/**
 * What the clerk attests: which identity paper was checked, and who collected. A representative brings a
 * written authorisation (giấy ủy quyền), whose number is kept.
 */
export const collection = z.strictObject({
  identityCheck: z.enum(['cccd', 'vneid', 'passport', 'birth-certificate']),
  collector: z.enum(['applicant', 'representative']),
  authorisation: z.string().trim().min(1).max(60).optional(),
});
export type Collection = z.infer<typeof collection>;

export interface CollectDeps {
  readonly tracker: Tracker;
  readonly desk: TaskDesk;
  readonly clock: Clock;
}

/**
 * A clerk hands the result over at the counter. Where the workflow waits for it, this decides that wait; before it
 * waits, and after it closed, it is an event of its own.
 */
export async function collectResult(
  deps: CollectDeps,
  input: { readonly id: RevisionId; readonly collection: Collection; readonly clerk: User },
): Promise<Outcome<{ readonly collectedAt: string }>> {
  const { id, clerk } = input;
  const found = await agencyRevision(deps.tracker, id, clerk.agencies);
  if (!found.ok) return found;
  const refused = whyNot(found.value, await deps.tracker.state(id), input.collection);
  if (refused) return refused;
  const known = loggedCollection(await deps.tracker.log.read(id));
  if (known) {
    await deps.desk.decide(collectionTask(id), collectionDecision(known));
    return alreadyCollected();
  }
  const occurredAt = deps.clock().toISOString();
  const by = { actor: { kind: 'clerk' as const, id: clerk.sub }, occurredAt };
  const data = dataOf(input.collection);
  const decided = await deps.desk.decide(collectionTask(id), collectionDecision({ data, ...by }));
  if (!decided.taken && decided.task?.output) {
    return decided.task.output['outcome'] === 'recalled' ? recalledAtCounter() : alreadyCollected();
  }
  if (!decided.taken) await recordUnawaited(deps, id, data, by);
  await settleChannel(deps.tracker, id, { channel: 'counter', outcome: 'collected' });
  return accept({ collectedAt: occurredAt });
}

/**
 * Nobody waited a moment ago. The wait may be opened while the event is written, and then looks into the log either
 * before it, or after it: asking again answers the first, the wait itself the second.
 */
async function recordUnawaited(
  deps: CollectDeps,
  id: RevisionId,
  data: EventData<'result-collected'>,
  by: { readonly actor: Actor; readonly occurredAt: string },
): Promise<void> {
  const { event } = await deps.tracker.record(id, COLLECTED, COLLECTED, data, by);
  await deps.desk.decide(collectionTask(id), collectionDecision(event));
}

function dataOf(taken: Collection): EventData<'result-collected'> {
  const { identityCheck, collector, authorisation } = taken;
  return { identityCheck, collector, ...(authorisation && { authorisation }) };
}

function whyNot(revision: RevisionItem, state: RevisionState, taken: Collection): Refusal | undefined {
  if (state.recalled) return recalledAtCounter();
  if (state.status === 'cancelled') return cancelled();
  if (!state.archived) return notIssued();
  if (taken.collector === 'representative' && !taken.authorisation) return authorisationMissing();
  const backAtAgency = state.outcomes.some(
    ({ channel, outcome }) => channel === 'post' && outcome === 'returned-to-agency',
  );
  const here = revision.channels.includes('counter') || state.status === 'kept-at-agency' || backAtAgency;
  return here ? undefined : notAtCounter();
}

export function alreadyCollected() {
  return refuse(409, 'already-collected', {
    vi: 'Kết quả này đã được nhận tại quầy trước đó. Hãy xem nhật ký hồ sơ.',
    en: 'This result was already collected. See the dossier’s log.',
  });
}

export function recalledAtCounter() {
  return refuse(409, 'result-recalled', {
    vi: 'Văn bản này đã bị thu hồi: không giao cho người dân. Hãy hướng dẫn người dân chờ văn bản thay thế.',
    en: 'This document was recalled: hand nothing over. Tell the citizen to wait for the one that replaces it.',
  });
}

export function cancelled() {
  return refuse(409, 'return-cancelled', {
    vi: 'Việc trả kết quả của hồ sơ này đã bị hủy: không giao văn bản.',
    en: 'The return of this result was cancelled: hand nothing over.',
  });
}

export function notIssued() {
  return refuse(409, 'result-not-issued', {
    vi: 'Kết quả chưa được ban hành. Hãy chờ đến khi hồ sơ có số và dấu.',
    en: 'The result is not issued yet. Wait until it has its number and seal.',
  });
}

export function notAtCounter() {
  return refuse(409, 'collection-not-offered', {
    vi: 'Hồ sơ này không đăng ký nhận tại quầy và bản giấy không ở cơ quan. Hãy hướng dẫn người dân theo hình thức đã đăng ký.',
    en: 'Collection was not asked for and the paper is not at the agency. Point the citizen to the way they chose.',
  });
}

export function authorisationMissing() {
  const message = {
    vi: 'Người nhận thay phải có giấy ủy quyền: hãy ghi số của giấy đó.',
    en: 'A representative needs a written authorisation: enter its number.',
  };
  return refuse(422, 'authorisation-missing', message, [
    { field: 'authorisation', rule: 'required-for-representative', message },
  ]);
}
