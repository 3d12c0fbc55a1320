import { recallOrder, type RecallOrder } from '../../recall/index.ts';
import type { FieldProblem, Outcome } from '../../platform/refusal.ts';
import { checkInput } from '../http/read-body.ts';
import { catalogue, type Texts } from '../text/catalogue.ts';

/** The form's fields, named as the order's. */
export const RECALL_FIELDS = ['reason', 'decision.number', 'decision.date', 'replacedBy'] as const;
export type RecallFields = Readonly<Partial<Record<(typeof RECALL_FIELDS)[number], string>>>;

/** The order a form means; fields left open are not given. */
export function readRecall(fields: RecallFields): Outcome<RecallOrder> {
  const number = fields['decision.number'] ?? '';
  const date = fields['decision.date'] ?? '';
  return checkInput(recallOrder, {
    reason: fields.reason ?? '',
    ...((number || date) && { decision: { number, date: isoDay(date) } }),
    ...(fields.replacedBy && { replacedBy: fields.replacedBy }),
  });
}

/** A day as people here write it, `20/11/2026`; any other text stays as it is. */
function isoDay(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text) ?? [];
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}

/** A problem in the words of the page, where it has some. */
export function inRecallWords(problem: FieldProblem): FieldProblem {
  const { field, rule } = problem;
  const said = (phrase: (t: Texts) => string): FieldProblem => ({
    field,
    rule,
    message: { vi: phrase(catalogue.vi), en: phrase(catalogue.en) },
  });
  if (field === 'reason' && rule === 'too-short') return said((t) => t.recall.reasonTooShort);
  if (field === 'decision.number' && rule === 'too-short') return said((t) => t.recall.numberMissing);
  if (field === 'decision.date' && rule !== 'in-future') return said((t) => t.recall.dateWrong);
  return problem;
}
