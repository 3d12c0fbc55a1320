import { z } from 'zod';
import { accept, type Outcome } from '../../platform/refusal.ts';
import { taskKind, type Task, type TaskKind, type TaskRepository } from '../../tasks/index.ts';
import type { Principal } from '../auth/principal.ts';
import { requestRefusals } from '../http/refusals.ts';

/** One list of open tasks: a kind, and whose. */
export interface TaskList {
  readonly kind: TaskKind;
  readonly scope: string;
}

/** The lists somebody's roles let them see, by their place in the directory. */
export function listsOf(principal: Principal): TaskList[] {
  const { roles, agencies, official } = principal;
  const lists: TaskList[] = [];
  if (roles.includes('official') && official !== undefined) {
    lists.push({ kind: 'approval', scope: official }, { kind: 'signature', scope: official });
  }
  for (const scope of agencies) {
    if (roles.includes('clerk')) lists.push({ kind: 'seal', scope }, { kind: 'collection', scope });
    if (roles.includes('operator')) lists.push({ kind: 'repair', scope });
  }
  return lists;
}

const PAGE = 50;

/** Where each list that has more goes on. */
const places = z.array(z.tuple([taskKind, z.string(), z.string()])).min(1);

/** A page of several lists, and where those that have more go on: a place is taken for one's own lists only. */
export async function readPage(
  tasks: TaskRepository,
  lists: readonly TaskList[],
  after: string | undefined,
): Promise<Outcome<{ readonly tasks: Task[]; readonly next?: string }>> {
  const from = after === undefined ? undefined : readPlaces(after);
  if (from?.success === false) return requestRefusals.inputInvalid([NO_PLACE]);
  const asked = lists.flatMap((list) => {
    const place = from?.data.find(([kind, scope]) => kind === list.kind && scope === list.scope)?.[2];
    return from && place === undefined ? [] : [{ ...list, place }];
  });
  const pages = await Promise.all(
    asked.map(async ({ kind, scope, place }) => ({
      kind,
      scope,
      ...(await tasks.list(kind, scope, PAGE, place)),
    })),
  );
  const more = pages.flatMap(({ kind, scope, next }) => (next === undefined ? [] : [[kind, scope, next]]));
  return accept({
    tasks: pages.flatMap((page) => page.tasks).toSorted(byUrgency),
    ...(more.length > 0 && { next: Buffer.from(JSON.stringify(more)).toString('base64url') }),
  });
}

function readPlaces(after: string): z.ZodSafeParseResult<z.output<typeof places>> {
  try {
    return places.safeParse(JSON.parse(Buffer.from(after, 'base64url').toString()));
  } catch {
    return places.safeParse(undefined);
  }
}

function byUrgency(a: Task, b: Task): number {
  return a.dueOn.localeCompare(b.dueOn) || a.openedAt.localeCompare(b.openedAt);
}

/** What who sends another place of a list than they were given is told. */
export const NEXT_AS_GIVEN = {
  vi: 'Hãy gửi nguyên giá trị `next` của câu trả lời trước, hoặc bỏ trường này.',
  en: 'Send `next` of the answer before as it was, or leave this out.',
};

const NO_PLACE = { field: 'after', rule: 'wrong-form', message: NEXT_AS_GIVEN };
