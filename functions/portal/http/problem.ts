import { z } from 'zod';
import type { Refusal } from '../../platform/refusal.ts';
import { both } from '../docs/said.ts';
import type { Language } from '../text/language.ts';
import { refusalTitle } from '../text/refusal-title.ts';

/** RFC 9457 problem details, with the stable code and each field at fault. */
export const problemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.object({ field: z.string(), rule: z.string(), message: z.string() })).optional(),
  moreErrors: z
    .literal(true)
    .optional()
    .meta({
      description: both(
        'Chỉ có khi còn lỗi chưa được nêu trong errors, vốn nêu nhiều nhất 50',
        'Present only where there are more than `errors` names, which are at most 50',
      ),
    }),
  /** names an unexpected error in the log; only with status 500 */
  incident: z.string().optional(),
});
export type ProblemDetails = z.infer<typeof problemDetails>;

/** A problem's type is a page of the documentation that explains its code. */
export function problemType(publicBaseUrl: string, code: string): string {
  return `${publicBaseUrl}/docs#problem-${code}`;
}

export function problemOf(refusal: Refusal, language: Language, publicBaseUrl: string): ProblemDetails {
  return {
    type: problemType(publicBaseUrl, refusal.code),
    title: refusalTitle[language](refusal.status),
    status: refusal.status,
    detail: refusal.message[language],
    code: refusal.code,
    ...(refusal.problems && {
      errors: refusal.problems.map(({ field, rule, message }) => ({
        field,
        rule,
        message: message[language],
      })),
    }),
    ...(refusal.moreProblems && { moreErrors: true }),
  };
}
