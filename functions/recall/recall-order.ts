import { z } from 'zod';
import { isDossierCode } from '../intake/index.ts';
import { actor, recallGrounds } from '../tracking/index.ts';

/** What an official orders: why the document is recalled, by which decision, and what replaces it. */
export const recallOrder = z.strictObject({
  reason: z.string().trim().min(10).max(1000),
  decision: z.strictObject({ number: z.string().trim().min(1).max(60), date: z.iso.date() }).optional(),
  replacedBy: z
    .string()
    .trim()
    .refine(isDossierCode, {
      params: {
        rule: 'wrong-form',
        vi: 'Không đúng dạng mã hồ sơ, ví dụ H15.27-261124-0001.',
        en: 'Not of the form of a dossier code, such as H15.27-261124-0001.',
      },
    })
    .optional(),
});
export type RecallOrder = z.infer<typeof recallOrder>;

/** An order that was taken: the commit point of a recall. `settled` says whether everything followed from it. */
export const orderedRecall = z.object({
  v: z.literal(1),
  code: z.string(),
  revision: z.number().int().positive(),
  grounds: recallGrounds,
  orderedBy: actor,
  recalledAt: z.iso.datetime(),
  settled: z.boolean(),
});
export type OrderedRecall = z.infer<typeof orderedRecall>;
