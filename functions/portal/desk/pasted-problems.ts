import type { FieldProblem, Refusal } from '../../platform/refusal.ts';
import { catalogue } from '../text/catalogue.ts';

/** The problems of a refused text; a refusal without fields is a problem of the whole. */
export function problemsOf({ code, message, problems }: Refusal): readonly FieldProblem[] {
  return problems && problems.length > 0 ? problems : [{ field: '', rule: code, message }];
}

export const nothingPasted: FieldProblem = {
  field: '',
  rule: 'missing',
  message: { vi: catalogue.vi.submit.nothing, en: catalogue.en.submit.nothing },
};
