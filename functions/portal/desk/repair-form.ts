import { z } from 'zod';
import type { FieldProblem } from '../../platform/refusal.ts';

/** What stopped, as a repair's wait keeps it. */
export const failureFacts = z.object({ state: z.string(), error: z.string(), cause: z.string() });

/** What the operator sent, when it has to be corrected; `of` names the repair, or the group of those alike. */
export interface RepairForm {
  readonly of: string;
  readonly action: string;
  readonly note: string;
  readonly problems: readonly FieldProblem[];
}
