import { z } from 'zod';
import type { User } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { accept, refuse, type Outcome, type Refusal } from '../platform/refusal.ts';
import type { Decision, TaskDesk } from '../tasks/index.ts';
import {
  agencyRevision,
  type EventData,
  type RevisionId,
  type RevisionItem,
  type RevisionState,
  type Tracker,
} from '../tracking/index.ts';
import { collectionTask } from './await-collection.ts';
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

const KEY = 'result-collected';

export interface CollectDeps {
  readonly tracker: Tracker;
  readonly desk: TaskDesk;
  readonly clock: Clock;
}

/**
 * A clerk hands the result over at the counter. Where the workflow waits for it, this decides that wait; after
 * the workflow closed, it is an event of its own.
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
  if (await wasCollected(deps, id)) return alreadyCollected();
  const decision = decisionOf(deps.clock().toISOString(), input.collection, clerk);
  const decided = await deps.desk.decide(collectionTask(id), decision);
  if (!decided.taken && decided.task?.output) return alreadyCollected();
  const { event } = decision;
  if (!decided.taken) await deps.tracker.record(id, KEY, KEY, dataOf(input.collection), event);
  await settleChannel(deps.tracker, id, { channel: 'counter', outcome: 'collected' });
  return accept({ collectedAt: event.occurredAt });
}

function decisionOf(occurredAt: string, taken: Collection, clerk: User): Decision {
  return {
    output: { outcome: 'collected' },
    event: { type: KEY, key: KEY, data: dataOf(taken), actor: { kind: 'clerk', id: clerk.sub }, occurredAt },
  };
}

function dataOf(taken: Collection): EventData<'result-collected'> {
  const { identityCheck, collector, authorisation } = taken;
  return { identityCheck, collector, ...(authorisation && { authorisation }) };
}

async function wasCollected(deps: CollectDeps, id: RevisionId): Promise<boolean> {
  const log = await deps.tracker.log.read(id);
  return log.some((event) => event.key === KEY);
}

function whyNot(revision: RevisionItem, state: RevisionState, taken: Collection): Refusal | undefined {
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

export function cancelled() {
  return refuse(409, 'return-cancelled', {
    vi: 'Việc trả kết quả của hồ sơ này đã bị huỷ: không giao văn bản.',
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
