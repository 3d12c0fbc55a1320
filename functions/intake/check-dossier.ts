import { accept, type Outcome } from '../platform/refusal.ts';
import { dossier, type Dossier } from './dossier.ts';
import { fieldProblems } from './field-problems.ts';
import { refusals } from './intake-refusals.ts';
import { nameOnce } from './name-once.ts';
import { textProblems } from './text-problems.ts';

/** Bytes a dossier may have, levels it may be nested. */
const MOST = { bytes: 256 * 1024, levels: 32 } as const;

/**
 * Checks a submitted dossier: depth and size, then every text and every field at once. What it accepts is exactly
 * what was submitted; what it refuses is named by field.
 */
export function checkDossier(value: unknown): Outcome<Dossier> {
  if (isDeeper(value, MOST.levels)) return refusals.tooDeep;
  if (Buffer.byteLength(JSON.stringify(value) ?? '') > MOST.bytes) return refusals.tooLarge;
  const texts = textProblems(value);
  const checked = dossier.safeParse(value, { reportInput: true });
  if (checked.success && texts.length === 0) return accept(checked.data);
  const problems = nameOnce([...texts, ...(checked.success ? [] : fieldProblems(checked.error))]);
  const bad = texts.find(({ rule }) => rule !== 'unknown-field');
  return bad ? refusals.badText(bad.rule, problems) : refusals.invalid(problems);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((each) => isDeeper(each, levels - 1));
}
