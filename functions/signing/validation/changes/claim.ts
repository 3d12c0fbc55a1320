/** What rules say of a revision: each claims the objects whose change it can explain, at a level. */
import type { RevisionStep } from './revision-step.ts';

/** From harmless to never allowed; the order is the order of the list. */
export const CHANGE_LEVELS = ['none', 'lta', 'form-filling', 'other'] as const;

/**
 * - `none`: not changed at all
 * - `lta`: what keeps a signature verifiable (security store, document timestamps), and changes nothing shown
 * - `form-filling`: values of fields, further signatures
 * - `other`: nothing explains it
 */
export type ChangeLevel = (typeof CHANGE_LEVELS)[number];

export interface Claim {
  /** Numbers of the objects this explains. */
  readonly objects: readonly number[];
  readonly level: ChangeLevel;
  readonly what: string;
  /** Full name of the field whose value changed, for FieldMDP. */
  readonly field?: string;
  /** A field that was not there before draws something on a page: a certified file forbids it. */
  readonly drawsNewField?: boolean;
}

/** Rules know nothing of each other: what none of them claims is fatal. */
export type Rule = (step: RevisionStep) => Claim[];

export function isAbove(level: ChangeLevel, allowed: ChangeLevel): boolean {
  return CHANGE_LEVELS.indexOf(level) > CHANGE_LEVELS.indexOf(allowed);
}
