/**
 * What a revision changed: a whitelist in the manner of pyHanko's difference analysis. Independent rules claim
 * objects; what none claims is fatal, whatever a signature permits.
 */
import { isFaultOfFile } from '../../pdf/foreign-reading.ts';
import type { FileRevision } from '../../pdf/file-revisions.ts';
import { WorkLimitReached, type WorkBudget } from '../../pdf/work-budget.ts';
import { catalogRule } from './catalog.ts';
import type { Claim, Rule } from './claim.ts';
import { fileStructureRule } from './file-structure.ts';
import { filledFieldRule } from './filled-fields.ts';
import { formRule } from './form.ts';
import { metadataRule, trailerChanges } from './metadata.ts';
import { newSignatureFieldRule } from './new-signature-fields.ts';
import { pageAnnotationRule } from './page-annotations.ts';
import { RevisionStep } from './revision-step.ts';
import { securityStoreRule } from './security-store.ts';
import { structureTreeRule } from './structure-tree.ts';

/** One is enough to refuse a file; the rest only help to see why. */
const MAX_NAMED = 50;
const RULES: readonly Rule[] = [
  fileStructureRule,
  catalogRule,
  securityStoreRule,
  formRule,
  newSignatureFieldRule,
  filledFieldRule,
  pageAnnotationRule,
  metadataRule,
  structureTreeRule,
];

export interface StepAnalysis {
  /** What rules explain. */
  readonly claims: readonly Claim[];
  /** What nothing explains, in words. */
  readonly unexplained: readonly string[];
}

/** @throws {WorkLimitReached} */
export function analyseStep(before: FileRevision, after: FileRevision, budget: WorkBudget): StepAnalysis {
  try {
    const step = new RevisionStep(before, after, budget);
    const claims = RULES.flatMap((rule) => rule(step)).filter(({ objects }) => objects.length > 0);
    return { claims, unexplained: [...trailerChanges(step.before, step.after), ...unclaimed(step, claims)] };
  } catch (error) {
    if (!isFaultOfFile(error) || error instanceof WorkLimitReached) throw error;
    return { claims: [], unexplained: [`a revision cannot be read: ${error.message}`] };
  }
}

function unclaimed(step: RevisionStep, claims: readonly Claim[]): string[] {
  const claimed = new Set(claims.flatMap(({ objects }) => objects));
  const all = [...step.kinds].flatMap(([number, kind]) => {
    // A reference that led nowhere when it was signed, and now leads somewhere.
    if (kind === 'added' && step.wasReferredTo(number))
      return `object ${number} was referred to before it was there`;
    return claimed.has(number) ? [] : `object ${number} was ${kind}`;
  });
  const rest = all.length - MAX_NAMED;
  return rest > 0 ? [...all.slice(0, MAX_NAMED), `and ${rest} more objects`] : all;
}
