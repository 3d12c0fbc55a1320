/**
 * Step AwaitTrustService: no timestamp authority, or nobody who knows whether a certificate is revoked, answers.
 * The log says so, and the step that failed is tried again by itself; nothing is ever put in their place.
 */
import type { RevisionId, Tracker } from '../tracking/index.ts';

const FIRST_PAUSE_SECONDS = 300;
const LONGEST_PAUSE_SECONDS = 3_600;

export interface TrustServiceWait extends RevisionId {
  /** State of the definition that is tried again. */
  readonly failedState: string;
  /** Name of its failure. */
  readonly error: string;
  /** Counts the waits of the execution from 1. */
  readonly wait: number;
}

/** Records the wait, and answers how long to pause: twice as long each time, an hour at most. */
export async function awaitTrustService(
  { tracker }: { readonly tracker: Tracker },
  { code, revision, failedState, error, wait }: TrustServiceWait,
): Promise<{ readonly pauseSeconds: number }> {
  const data = { state: failedState, error, wait };
  await tracker.record({ code, revision }, 'trust-service-awaited', `trust-service-awaited:${wait}`, data);
  return { pauseSeconds: Math.min(FIRST_PAUSE_SECONDS * 2 ** (wait - 1), LONGEST_PAUSE_SECONDS) };
}
