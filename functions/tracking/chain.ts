import { canonicalJson, sha256 } from '../platform/digest.ts';
import type { LoggedEvent } from './event.ts';

/** `prev` of the first event of a log. */
export const CHAIN_START = '0'.repeat(64);

/** The hash that closes an event and that its successor names as `prev`. */
export function hashEvent(event: Omit<LoggedEvent, 'hash'>): string {
  return sha256(canonicalJson(event));
}

/** Where a chain first breaks and why, or that it is whole. */
export type ChainVerdict =
  | { readonly whole: true; readonly head: string }
  | { readonly whole: false; readonly seq: number; readonly reason: 'gap' | 'link' | 'hash' | 'tail' };

/**
 * Checks a log: numbered without gaps, each event linked to the one before, each hash right, and, where the
 * head kept with the archived result is given, that this head is in the chain (a cut tail shows).
 */
export function verifyChain(events: readonly LoggedEvent[], archivedHead?: string): ChainVerdict {
  let prev = CHAIN_START;
  let headSeen = archivedHead === undefined;
  for (const [index, event] of events.entries()) {
    const { hash, ...content } = event;
    if (event.seq !== index + 1) return { whole: false, seq: index + 1, reason: 'gap' };
    if (event.prev !== prev) return { whole: false, seq: event.seq, reason: 'link' };
    if (hashEvent(content) !== hash) return { whole: false, seq: event.seq, reason: 'hash' };
    headSeen ||= hash === archivedHead;
    prev = hash;
  }
  return headSeen ? { whole: true, head: prev } : { whole: false, seq: events.length + 1, reason: 'tail' };
}
