import { z } from 'zod';
import type { ApiClient } from './api-client.ts';

const dossier = z.object({
  revisions: z.array(
    z.object({
      revision: z.number(),
      status: z.string(),
      channels: z.array(z.string()),
      number: z.string().nullable(),
      date: z.string().nullable(),
      sha256: z.string().nullable(),
      issued: z.boolean(),
      repair: z.object({ state: z.string(), error: z.string() }).nullable(),
      reason: z.string().nullable(),
    }),
  ),
});

/** A revision as the API shows it. */
export type RevisionView = z.infer<typeof dossier>['revisions'][number];

export async function viewRevision(
  api: ApiClient,
  code: string,
  revision: number,
): Promise<RevisionView | undefined> {
  const { revisions } = await api.get(`/dossiers/${code}`, dossier);
  return revisions.find((each) => each.revision === revision);
}

/** Where the demo stops following: the road's end, or a desk the demo does not play. */
export function isSettled({ status }: RevisionView): boolean {
  return [
    'returned',
    'kept-at-agency',
    'returned-for-correction',
    'cancelled',
    'failed',
    'awaiting-repair',
  ].includes(status);
}

/** The status in `summary.json`'s words. */
export function outcomeOf({
  status,
}: RevisionView): 'returned' | 'returned-for-correction' | 'waiting' | 'failed' {
  if (status === 'returned' || status === 'returned-for-correction') return status;
  return ['cancelled', 'failed', 'awaiting-repair'].includes(status) ? 'failed' : 'waiting';
}

/** Where it stands and why, when it did not get to its end. */
export function remarkOf(view: RevisionView): string {
  if (view.repair) return `${view.repair.state}: ${view.repair.error}`;
  const outcome = outcomeOf(view);
  if (outcome === 'failed') return view.reason ?? view.status;
  return outcome === 'waiting' ? view.status : '';
}
