/** Looks through what is due, a batch at a time, in the order of the index: each due file is tried once a round. */
import { logger } from '../platform/logger.ts';
import { dueProofs, type Place } from './due-proofs.ts';
import type { DueProof } from './proof-schedule.ts';
import type { RenewalDeps } from './renewal-deps.ts';
import { renewFile } from './renew-file.ts';
import { rememberingFailures } from './remembering-failures.ts';
import { TimestampTooShort } from './stamp-once.ts';

export interface BatchLimits {
  readonly files: number;
  readonly sideBySide: number;
  /** after which no further files are begun */
  readonly milliseconds: number;
}

/** The slowest authorities answer the last files well within the function's five minutes. */
export const batchLimits: BatchLimits = { files: 200, sideBySide: 8, milliseconds: 180_000 };

export interface Batch {
  readonly renewed: number;
  /** tried again next round: no authority, or none yet that gives a longer proof, or AWS was too busy */
  readonly waiting: number;
  readonly failed: number;
  readonly lapsed: number;
  /** No timestamp authority answered, so that nothing more was tried. */
  readonly silent: boolean;
  /** Where the round goes on; null where it is through. */
  readonly next: Place | null;
}

type Outcome = 'renewed' | 'current' | 'lapsed' | 'waiting' | 'failed' | 'silent';

export async function renewBatch(deps: RenewalDeps, from: Place | null, limits: BatchLimits): Promise<Batch> {
  const began = deps.clock().getTime();
  const round = { ...deps, revocation: rememberingFailures(deps.revocation) };
  const counts = { renewed: 0, current: 0, lapsed: 0, waiting: 0, failed: 0, silent: 0 };
  const short: ShortProofs = { endsAt: undefined };
  const batch = (next: Place | null, silent: boolean): Batch => {
    const { renewed, waiting, failed, lapsed } = counts;
    return { renewed, waiting: waiting + counts.silent, failed, lapsed, silent, next };
  };
  let place = from;
  let looked = 0;
  for await (const due of dueProofs(deps, from, limits.sideBySide)) {
    const outcomes = await Promise.all(due.map(({ id }) => attempt(round, id, short)));
    for (const outcome of outcomes) counts[outcome] += 1;
    if (outcomes.includes('silent') && !outcomes.includes('renewed')) return batch(place, true);
    const last = due.at(-1);
    if (last) place = { ...last.slice, after: last.place };
    looked += due.length;
    const over = looked >= limits.files || deps.clock().getTime() - began >= limits.milliseconds;
    if (over) return batch(place, false);
  }
  return batch(null, false);
}

interface ShortProofs {
  /** Proofs that end then or later gain nothing from a timestamp of now. */
  endsAt: Date | undefined;
}

/** One that fails costs the others nothing. */
async function attempt(deps: RenewalDeps, id: DueProof['id'], short: ShortProofs): Promise<Outcome> {
  try {
    return await renewFile(deps, id, short.endsAt);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, message } = error;
    if (error instanceof TimestampTooShort) short.endsAt = error.endsAt;
    const { code: dossier, revision, file } = id;
    logger.warn('renewal put off', { dossier, revision, file, errorName: name, message });
    if (name === 'TsaUnavailable') return 'silent';
    return name.endsWith('Unavailable') || name === 'TimestampTooShort' ? 'waiting' : 'failed';
  }
}
