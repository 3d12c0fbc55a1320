/**
 * The wait for a signature made elsewhere. One preparation is one question: prepared anew, because the certificate
 * was replaced or the preparation grew old, the official is asked afresh, in a round of its own, whatever they
 * answered before.
 */
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Task, TaskRepository } from '../tasks/index.ts';
import type { RevisionId, Tracker } from '../tracking/index.ts';
import type { PreparedReference } from './signature-work.ts';

const facts = z.object({ key: z.string(), field: z.string(), digest: z.string() });

export interface AwaitSignatureInput extends RevisionId {
  readonly prepared: PreparedReference;
  readonly taskToken: string;
}

/** Step AwaitSignature: opens the official's wait, or gives the open one its newest token. */
export async function awaitSignature(
  deps: { readonly tracker: Tracker; readonly tasks: TaskRepository; readonly clock: Clock },
  { code, revision, prepared, taskToken }: AwaitSignatureInput,
): Promise<void> {
  const id = { code, revision };
  const { official, dueOn } = await deps.tracker.revision(id);
  const { repairs } = await deps.tracker.state(id);
  const { field, digest } = prepared;
  const last = await signatureWait(deps.tasks, id);
  const superseded = last !== undefined && wantedBy(last).digest !== digest ? last : undefined;
  const round = superseded ? superseded.round + 1 : (last?.round ?? 1);
  if (superseded) await supersede(deps, superseded, digest);
  const key = `signature-requested:${repairs}${round === 1 ? '' : `:${round}`}`;
  await deps.tracker.record(id, 'signature-requested', key, { field, digest });
  await deps.tasks.open({
    ...id,
    kind: 'signature',
    round,
    scope: official,
    dueOn,
    openedAt: deps.clock().toISOString(),
    taskToken,
    facts: { ...prepared },
  });
}

/** The question asked before is taken back, and its answer, where there is one, counts no more. */
async function supersede(
  { tracker, tasks }: { readonly tracker: Tracker; readonly tasks: TaskRepository },
  wait: Task,
  by: string,
): Promise<void> {
  const { field, digest } = wantedBy(wait);
  await tracker.record(wait, 'signature-superseded', `signature-superseded:${field}:${digest}:${by}`, {
    field,
    digest,
    by,
  });
  await tasks.withdraw(wait);
}

/** The wait for the newest preparation of a revision, open or answered. */
export async function signatureWait(tasks: TaskRepository, id: RevisionId): Promise<Task | undefined> {
  const waits = (await tasks.ofRevision(id)).filter(({ kind }) => kind === 'signature');
  return waits.toSorted((a, b) => a.round - b.round).at(-1);
}

/** The preparation a wait is about. */
export function wantedBy(wait: Task): PreparedReference {
  return facts.parse(wait.facts);
}
