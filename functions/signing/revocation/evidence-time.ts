/** Whether a statement made at one time says anything about another (EN 319 102-1 §5.2.5, RFC 6960 §4.2.2.1). */
import type { EvidenceFault, Statement } from './statement.ts';

/** Clocks of responders may go this much before ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** How old good news may be. Whatever it allows, nothing counts after its own nextUpdate. */
export interface Freshness {
  /** From thisUpdate to the time in question, in milliseconds. */
  readonly maximalAgeMs: number;
}

export interface TimeInQuestion {
  /** When the certificate must have been good. */
  readonly at: Date;
  /** When the evidence was there to be seen. */
  readonly seenAt: Date;
  readonly freshness: Freshness;
}

/** Why the statement cannot have been made when it says, whatever it says. */
export function datingFault(statement: Statement, { seenAt }: TimeInQuestion): EvidenceFault | undefined {
  const { thisUpdate, nextUpdate, producedAt } = statement;
  const latest = new Date(seenAt.getTime() + CLOCK_SKEW_MS);
  if (thisUpdate > latest || producedAt > latest) return 'not-yet';
  if (thisUpdate.getTime() > producedAt.getTime() + CLOCK_SKEW_MS) return 'malformed';
  return nextUpdate !== undefined && nextUpdate < thisUpdate ? 'malformed' : undefined;
}

/**
 * Why `good`, or `on hold`, does not reach the time in question. News made later always reaches back, unless the
 * certificate had expired by then: authorities forget the revocations of expired ones.
 */
export function reachFault(
  { thisUpdate, nextUpdate, keptSince }: Statement,
  { at, freshness }: TimeInQuestion,
  expiry: Date,
): EvidenceFault | undefined {
  if (thisUpdate >= at) {
    const isForgotten = thisUpdate > expiry && (keptSince === undefined || keptSince > expiry);
    return isForgotten ? 'after-expiry' : undefined;
  }
  const isOld = at.getTime() - thisUpdate.getTime() > freshness.maximalAgeMs;
  return isOld || (nextUpdate !== undefined && at > nextUpdate) ? 'stale' : undefined;
}
