import type { FieldProblem } from '../../platform/refusal.ts';
import type { Template } from './load-template.ts';
import { schemaProblems } from './data-schema-problem.ts';
import { textProblems } from './text-problem.ts';

/** Data that can be rendered with a template, or every field at fault. */
export type DataCheck =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * Checks a dossier's data against a template: its schema (nothing missing, nothing surplus), and that each
 * text is NFC, without control characters, and drawable in every face.
 */
export function checkTemplateData(template: Template, data: unknown): DataCheck {
  const parsed = template.data.safeParse(data);
  const problems = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => schemaProblems(issue, template.dataSchema, data)),
    ...textProblems(data, template.typeface, ['data']),
  ];
  return parsed.success && problems.length === 0 ? { ok: true, data: parsed.data } : { ok: false, problems };
}
