import { startReturn, type StartDeps } from '../intake/index.ts';
import type { Clock } from '../platform/clock.ts';
import { failureName } from '../platform/failures.ts';
import type { TaskDesk } from '../tasks/index.ts';
import {
  foldState,
  SWEEP_SHARDS,
  type RevisionId,
  type RevisionItem,
  type Status,
} from '../tracking/index.ts';

export interface SweepDeps extends StartDeps {
  readonly desk: TaskDesk;
  readonly clock: Clock;
}

/** What a run of the sweeper did; `failed` names what it could not do and leaves to the next run. */
export interface Swept {
  readonly told: number;
  readonly started: number;
  readonly projected: number;
  readonly failed: readonly { readonly what: string; readonly error: string }[];
  /** age of the oldest revision accepted and not yet sealed, seconds; 0 when there is none */
  readonly oldestUnsealedAgeSeconds: number;
}

/** Something the sweeper cannot do, and will not be able to do by itself the next time: somebody must look. */
export class SweepIncomplete extends Error {
  override readonly name = 'SweepIncomplete';
}

const UNSEALED: ReadonlySet<string> = new Set<Status>([
  'accepted',
  'rendered',
  'awaiting-approval',
  'approved',
  'rejected',
  'awaiting-signature',
  'signed',
  'awaiting-seal',
  'awaiting-trust-service',
]);

/**
 * Finishes what killed processes and lost answers left half done, in every shard: decisions the workflow was
 * not told, revisions accepted and not started, projections behind their log. One that fails holds up no other.
 */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const shards = Array.from({ length: SWEEP_SHARDS }, (_, shard) => sweepOne(deps, shard));
  const swept = await Promise.all(shards);
  const sum = (of: (each: Swept) => number) => swept.reduce((total, each) => total + of(each), 0);
  return {
    told: sum((each) => each.told),
    started: sum((each) => each.started),
    projected: sum((each) => each.projected),
    failed: swept.flatMap((each) => each.failed),
    oldestUnsealedAgeSeconds: Math.max(...swept.map((each) => each.oldestUnsealedAgeSeconds)),
  };
}

async function sweepOne(deps: SweepDeps, shard: number): Promise<Swept> {
  const counts = { told: 0, started: 0, projected: 0 };
  const failed: { what: string; error: string }[] = [];
  let oldest = 0;
  const attempt = async (what: string, work: () => Promise<keyof typeof counts | undefined>) => {
    try {
      const done = await work();
      if (done) counts[done] += 1;
    } catch (error) {
      failed.push({ what, error: failureName(error) });
    }
  };
  for (const decided of await deps.desk.tasks.pending(shard)) {
    await attempt(`callback ${decided.kind} of ${decided.code}`, async () => {
      await deps.desk.finish(decided);
      return 'told';
    });
  }
  for (const id of await deps.tracker.revisions.open(shard)) {
    await attempt(`revision ${id.code} r${id.revision}`, async () => {
      const item = await deps.tracker.revision(id);
      if (await isUnsealed(deps, item)) oldest = Math.max(oldest, ageOf(item, deps.clock()));
      return catchUp(deps, id, item);
    });
  }
  return { ...counts, failed, oldestUnsealedAgeSeconds: oldest };
}

/** What waits for a repair may have been sealed before it failed, such as a parcel that was lost. */
async function isUnsealed({ tracker }: SweepDeps, item: RevisionItem): Promise<boolean> {
  if (item.status !== 'awaiting-repair') return UNSEALED.has(item.status);
  return !(await tracker.log.read(item)).some(({ type }) => type === 'result-sealed');
}

async function catchUp(
  deps: SweepDeps,
  id: RevisionId,
  item: RevisionItem,
): Promise<'started' | 'projected' | undefined> {
  if (await deps.tracker.log.hasAfter(id, Math.max(item.projected, 1))) {
    await deps.tracker.revisions.project(id, foldState(await deps.tracker.log.read(id)));
    return 'projected';
  }
  if (item.projected > 1) return undefined;
  await startReturn(deps, item);
  return 'started';
}

function ageOf(item: RevisionItem, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(item.acceptedAt)) / 1000));
}

/**
 * Fails aloud, so that the alarm on the sweeper's errors rings; what AWS was too busy for is done the next time.
 * @throws {SweepIncomplete} naming what could not be done
 */
export function reportFailures({ failed }: Pick<Swept, 'failed'>): void {
  const lasting = failed.filter(({ error }) => error !== 'AwsUnavailable');
  if (lasting.length === 0) return;
  throw new SweepIncomplete(lasting.map(({ what, error }) => `${what}: ${error}`).join('; '));
}
