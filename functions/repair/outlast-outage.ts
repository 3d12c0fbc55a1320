import { PASSING_FAILURES } from '../platform/failures.ts';
import type { Decision } from '../tasks/index.ts';
import type { LoggedEvent } from '../tracking/index.ts';
import { repairDecidedByItself } from './repair-decided.ts';

/** So often a revision goes on by itself: with a quarter of an hour of repetitions each time, most of two hours. */
const MOST = 6;
const REASON = 'aws-unavailable';

/**
 * Whether AWS failed, and may have come back: an outage would bring thousands of dossiers to the operators' desks, each
 * for the same answer. One that lasts is asked about.
 * @param error name of the failure
 */
export function mayPass(error: string, log: readonly LoggedEvent[]): boolean {
  if (!PASSING_FAILURES.includes(error)) return false;
  return log.filter((event) => event.type === 'repair-decided' && event.data.note === REASON).length < MOST;
}

/** What a repair is decided with because AWS may have come back. */
export function outlastedRepair(repair: number, now: Date): Decision {
  return repairDecidedByItself(repair, { action: 'retry', reason: REASON }, now);
}
