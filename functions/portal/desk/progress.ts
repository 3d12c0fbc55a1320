import type { Channel, LoggedEvent, RevisionItem, RevisionState, Status } from '../../tracking/index.ts';

/** Seconds until a page of something under way asks again. */
export const REFRESH_SECONDS = 5;

/** Between these and the next step stands no person, only a moment. */
const UNDER_WAY: ReadonlySet<Status> = new Set<Status>([
  'accepted',
  'rendered',
  'approved',
  'rejected',
  'signed',
  'sealed',
]);

/** What a channel waits for people with. */
const AWAITED: Readonly<Partial<Record<Channel, LoggedEvent['type']>>> = {
  post: 'delivery-awaited',
  counter: 'collection-awaited',
};

/** Whether a revision goes on by itself within seconds; false where somebody has to act, and at its end. */
export function isUnderWay(
  item: Pick<RevisionItem, 'channels'>,
  { status, outcomes }: Pick<RevisionState, 'status' | 'outcomes'>,
  events: readonly Pick<LoggedEvent, 'type'>[],
): boolean {
  const happened = (type: LoggedEvent['type']) => events.some((event) => event.type === type);
  if (status === 'awaiting-seal') return happened('seal-authorised');
  if (status !== 'issued') return UNDER_WAY.has(status);
  const open = item.channels.filter((channel) => outcomes.every((each) => each.channel !== channel));
  return open.length === 0 || open.some((channel) => !happened(AWAITED[channel] ?? 'link-issued'));
}
