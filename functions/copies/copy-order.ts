import { z } from 'zod';
import {
  dataOf,
  foldState,
  issuedFiles,
  versionsOf,
  type FileVersion,
  type LoggedEvent,
  type RevisionId,
} from '../tracking/index.ts';

/** A clerk's order of one copy, named by who orders: sent again, it is the same order. */
export const copyOrder = z.strictObject({ order: z.string().regex(/^[0-9A-Za-z-]{8,64}$/) });

/** Who ordered which copy of which revision, and when. */
export const orderedCopy = z.object({
  v: z.literal(1),
  code: z.string(),
  revision: z.number().int().positive(),
  order: z.string(),
  orderedBy: z.string(),
  orderedAt: z.string(),
  issued: z.boolean(),
});
export type OrderedCopy = z.infer<typeof orderedCopy>;

/** One copy of a revision. */
export interface CopyId extends RevisionId {
  readonly order: string;
}

/**
 * A copy as the log has it; what it has once it is issued is null until then. `dropped`: it is not made any more, since
 * the document was recalled first.
 */
export interface KnownCopy {
  readonly order: string;
  readonly status: 'ordered' | 'issued' | 'dropped';
  readonly orderedAt: string;
  readonly symbol: string | null;
  readonly date: string | null;
  /** its newest version */
  readonly stored: FileVersion | null;
}

/** The copies a log knows of, in the order they were asked for. */
export function copiesIn(log: readonly LoggedEvent[]): KnownCopy[] {
  const { recalled } = foldState(log);
  const files = issuedFiles(log);
  return log.flatMap((event) => {
    if (event.type !== 'copy-ordered') return [];
    const { order } = dataOf(event, 'copy-ordered');
    const issued = log.find(({ key }) => key === `copy-issued:${order}`);
    const known = issued && dataOf(issued, 'copy-issued');
    const isMade = log.some(({ key }) => key === `copy-made:${order}`);
    const open = recalled && !isMade ? ('dropped' as const) : ('ordered' as const);
    const stored = (known && versionsOf(files, known.sha256).at(-1)) ?? null;
    return [
      {
        order,
        status: stored ? ('issued' as const) : open,
        orderedAt: event.occurredAt,
        symbol: known?.symbol ?? null,
        date: known?.date ?? null,
        stored,
      },
    ];
  });
}
