import { startReturn, type StartDeps } from '../intake/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { TaskDesk } from '../tasks/index.ts';
import {
  finishEach,
  nextLook,
  SWEEP_SHARDS,
  toFinish,
  type RevisionId,
  type RevisionItem,
  type Unfinished,
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
  readonly failed: readonly Unfinished[];
  /** age of the oldest revision accepted and not yet sealed, seconds; 0 when there is none */
  readonly oldestUnsealedAgeSeconds: number;
}

/** When a revision is looked at again at which a look has failed, milliseconds. */
const FAILED_LOOK_MS = 60_000;

/**
 * Finishes what killed processes and lost answers left half done: decisions the workflow was not told, revisions
 * accepted and not started, projections behind their log. One that fails holds up no other.
 */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const { desk } = deps;
  const told = await finishEach(await desk.tasks.pending(), (decided) => desk.finish(decided));
  const shards = Array.from({ length: SWEEP_SHARDS }, (_, shard) => lookAtShard(deps, shard));
  const looked = await Promise.all(shards);
  const count = (what: Looked) => looked.flatMap(({ done }) => done).filter((each) => each === what).length;
  return {
    told: told.done.length,
    started: count('started'),
    projected: count('projected'),
    failed: [told, ...looked].flatMap(({ failed }) => failed),
    oldestUnsealedAgeSeconds: await oldestUnsealedAge(deps),
  };
}

type Looked = 'started' | 'projected' | 'well';

async function lookAtShard(deps: SweepDeps, shard: number) {
  const ids = await deps.tracker.lists.toLookAt(shard, deps.clock());
  const found = toFinish(ids, ({ code, revision }) => `revision ${code} r${revision}`);
  return finishEach(found, (id) => look(deps, id));
}

/** Does what is left undone, then sets the next look; one that fails is soon looked at again, after the others. */
async function look(deps: SweepDeps, id: RevisionId): Promise<Looked> {
  const { lists } = deps.tracker;
  try {
    const item = await deps.tracker.revision(id);
    const done = await catchUp(deps, item);
    await lists.lookAgain(id, nextLook(item.acceptedAt, deps.clock()));
    return done;
  } catch (error) {
    await lists.lookAgain(id, new Date(deps.clock().getTime() + FAILED_LOOK_MS));
    throw error;
  }
}

async function oldestUnsealedAge({ tracker, clock }: SweepDeps): Promise<number> {
  const shards = Array.from({ length: SWEEP_SHARDS }, (_, shard) => tracker.lists.oldestUnsealed(shard));
  const ages = (await Promise.all(shards)).map((oldest) => (oldest ? ageOf(oldest, clock()) : 0));
  return Math.max(...ages);
}

async function catchUp(deps: SweepDeps, item: RevisionItem): Promise<Looked> {
  const state = await deps.tracker.state(item);
  if (state.status !== item.status) {
    await deps.tracker.revisions.project(item, state);
    return 'projected';
  }
  if (state.sequence > 1) return 'well';
  await startReturn(deps, item);
  return 'started';
}

function ageOf(acceptedAt: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(acceptedAt)) / 1000));
}
