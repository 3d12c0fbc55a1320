import { z } from 'zod';

/** Why an issued document is recalled (thu hồi), and what stands in its place; without personal data. */
export const recallGrounds = z.object({
  reason: z.string(),
  /** the decision that recalls it, where there is one */
  decision: z.object({ number: z.string(), date: z.iso.date() }).optional(),
  /** code of the dossier whose result replaces it, where that is another one than its own next revision */
  replacedBy: z.string().optional(),
});

/** A recall as the log proves it. */
export interface Recall extends z.infer<typeof recallGrounds> {
  /** when it was ordered, ISO 8601 */
  readonly recalledAt: string;
}
