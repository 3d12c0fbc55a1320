import type { FieldProblem } from '../platform/refusal.ts';

/** Rules of text itself, whatever the field is for. */
const UNCLEAN: ReadonlySet<string> = new Set(['text-not-nfc', 'control-character']);

/**
 * Every problem once by field and rule. Of a field whose text is not clean only that is told: whether its length,
 * its form and what it names are right shows once it is.
 */
export function nameOnce(problems: readonly FieldProblem[]): FieldProblem[] {
  const unclean = new Set(problems.flatMap(({ field, rule }) => (UNCLEAN.has(rule) ? [field] : [])));
  const told = problems.filter(({ field, rule }) => !unclean.has(field) || UNCLEAN.has(rule));
  return [...new Map(told.map((each) => [`${each.field} ${each.rule}`, each])).values()];
}
