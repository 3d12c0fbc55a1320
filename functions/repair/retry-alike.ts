import pMap from 'p-map';
import { z } from 'zod';
import type { User } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Task, TaskDesk, TaskRepository } from '../tasks/index.ts';
import type { Tracker } from '../tracking/index.ts';
import { decideRepair, repairDecision } from './decide-repair.ts';

/** What stopped alike, and what was done about it. */
export const alikeRepairs = z.strictObject({
  /** state of the definition that failed */
  state: z.string().min(1).max(80),
  /** name of the failure */
  error: z.string().min(1).max(200),
  note: repairDecision.shape.note,
});
export type AlikeRepairs = z.infer<typeof alikeRepairs>;

/** In one request: a decision takes half a dozen calls, and whoever pressed waits for all. */
export const MOST_ALIKE = 200;
const AT_ONCE = { concurrency: 8 };

/**
 * Lets go on, with one note, what stopped at the same state by the same failure at the user's agencies, once the
 * common cause is mended: the most urgent of an agency first, at most 200. Each is an operator's decision of its own, taken once.
 * @returns the repairs this has decided, not those that somebody else had before
 */
export async function retryAlike(
  deps: { readonly tracker: Tracker; readonly desk: TaskDesk; readonly clock: Clock },
  { user, state, error, note }: { readonly user: User } & AlikeRepairs,
): Promise<Task[]> {
  const alike: Task[] = [];
  for (const agency of user.agencies) {
    for await (const { tasks } of pagesOf(deps.desk.tasks, agency)) {
      alike.push(...tasks.filter(({ facts }) => facts['state'] === state && facts['error'] === error));
      if (alike.length >= MOST_ALIKE) break;
    }
  }
  const decided = await pMap(
    alike.slice(0, MOST_ALIKE),
    async (task) => {
      const decision = { repair: task.round, action: 'retry', note } as const;
      const taken = await decideRepair(deps, { id: task, user, ...decision });
      return taken.ok && taken.value.first ? [task] : [];
    },
    AT_ONCE,
  );
  return decided.flat();
}

async function* pagesOf(tasks: TaskRepository, agency: string) {
  for (let after: string | undefined; ;) {
    const page = await tasks.list('repair', agency, undefined, after);
    yield page;
    if (page.next === undefined) return;
    after = page.next;
  }
}
