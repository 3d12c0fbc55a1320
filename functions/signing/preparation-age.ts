/**
 * How long a preparation serves. Its claimed time of signing and its picture are fixed, so that one made long ago
 * would say another day than the timestamp does.
 */

const DAY_MS = 86_400_000;

/** Days after which PrepareSignature, when it is entered again, prepares anew instead of giving the old one. */
const RENEWED_AFTER_DAYS = 7;

/** Days for which a value is taken: longer than the workflow's wait and the days before it together. */
const ACCEPTED_DAYS = 30;

/** Whether a preparation is still given to whoever asks for one. */
export function isFresh(preparedAt: string, now: Date): boolean {
  return ageMs(preparedAt, now) < RENEWED_AFTER_DAYS * DAY_MS;
}

/** When a preparation takes no value any more. */
export function expiryOf(preparedAt: string): Date {
  return new Date(Date.parse(preparedAt) + ACCEPTED_DAYS * DAY_MS);
}

function ageMs(preparedAt: string, now: Date): number {
  return now.getTime() - Date.parse(preparedAt);
}
