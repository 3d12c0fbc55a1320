import type { AlgorithmEnds } from '../platform/algorithm-ends.ts';
import type { Clock } from '../platform/clock.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import {
  type FileFingerprint,
  proofEndsAt,
  type RenewalServices,
  type StandingProof,
} from '../signing/index.ts';
import type { Actor, RevisionId, Tracker } from '../tracking/index.ts';
import type { ProofSchedule } from './proof-schedule.ts';

/** What counts until when, and when renewal begins. */
export interface RenewalRules {
  readonly clock: Clock;
  /** days before its end at which a proof is due */
  readonly horizonDays: number;
  readonly ends: AlgorithmEnds;
}

/** Where the bytes of issued files are known again by whoever shows one. May be told twice. */
export interface KnownFiles {
  register(file: FileFingerprint, id: RevisionId): Promise<void>;
}

export interface RenewalDeps extends RenewalServices, RenewalRules {
  readonly tracker: Tracker;
  readonly work: ObjectStore;
  readonly archive: ObjectStore;
  readonly issued: KnownFiles;
  readonly proofs: ProofSchedule;
}

/** The workflow that renews timestamps, acting by itself. */
export const RENEWAL: Actor = { kind: 'system', id: 'renew-timestamps' };

const DAY_MS = 24 * 3_600_000;

/** A proof that ends before this moment is due. */
export function horizonOf({ clock, horizonDays }: RenewalRules): Date {
  return new Date(clock().getTime() + horizonDays * DAY_MS);
}

export function isDue(standing: StandingProof, rules: RenewalRules): boolean {
  return proofEndsAt(standing, rules.ends) <= horizonOf(rules);
}
