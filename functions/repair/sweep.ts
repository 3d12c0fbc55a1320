import { startReturn, type StartDeps } from '../intake/index.ts';
import type { Clock } from '../platform/clock.ts';
import { failureName } from '../platform/failures.ts';
import type { TaskDesk } from '../tasks/index.ts';
import { SWEEP_SHARDS, type RevisionId, type RevisionItem } from '../tracking/index.ts';

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
  for (const id of await deps.tracker.lists.toLookAt(shard, deps.clock())) {
    await attempt(`revision ${id.code} r${id.revision}`, () => look(deps, id));
  }
  const oldest = await deps.tracker.lists.oldestUnsealed(shard);
  return { ...counts, failed, oldestUnsealedAgeSeconds: oldest ? ageOf(oldest, deps.clock()) : 0 };
}

/** Does what is left undone, then sets the next look; one that fails is looked at again in the next run. */
async function look(deps: SweepDeps, id: RevisionId): Promise<'started' | 'projected' | undefined> {
  const { tracker, clock } = deps;
  const item = await tracker.revision(id);
  const done = await catchUp(deps, item);
  await tracker.lists.lookAgain(id, item.acceptedAt, clock());
  return done;
}

async function catchUp(deps: SweepDeps, item: RevisionItem): Promise<'started' | 'projected' | undefined> {
  const state = await deps.tracker.state(item);
  if (state.status !== item.status) {
    await deps.tracker.revisions.project(item, state);
    return 'projected';
  }
  if (state.sequence > 1) return undefined;
  await startReturn(deps, item);
  return 'started';
}

function ageOf(acceptedAt: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(acceptedAt)) / 1000));
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
