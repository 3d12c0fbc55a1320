import { z } from 'zod';
import type { User } from '../directory/index.ts';
import { accept, type Outcome } from '../platform/refusal.ts';
import { agencyRevision, type RevisionId } from '../tracking/index.ts';
import { refusals } from './approval-refusals.ts';
import { sealTask } from './await-seal.ts';
import type { DecideDeps } from './decide-result.ts';

const sealed = z.object({ sealedBy: z.string() });

export interface AuthorisedSeal {
  /** login of the clerk who had it sealed */
  readonly sealedBy: string;
  /** false when it was authorised before */
  readonly first: boolean;
}

/** The clerk's own act (Decree 30/2020, art. 32: văn thư keeps the seal): once, then the same answer again. */
export async function sealByHand(
  deps: DecideDeps,
  { id, user }: { readonly id: RevisionId; readonly user: User },
): Promise<Outcome<AuthorisedSeal>> {
  const revision = await agencyRevision(deps.tracker, id, user.agencies);
  if (!revision.ok) return revision;
  const { taken, task } = await deps.desk.decide(sealTask(id), {
    output: { sealedBy: user.sub },
    event: {
      type: 'seal-authorised',
      key: 'seal-authorised',
      data: { basis: 'by-hand' },
      actor: { kind: 'clerk', id: user.sub },
      occurredAt: deps.clock().toISOString(),
    },
  });
  if (!task?.output) return refusals.notAwaitingSeal;
  return accept({ ...sealed.parse(task.output), first: taken });
}
