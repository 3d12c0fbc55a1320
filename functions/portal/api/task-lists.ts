import type { Principal } from '../auth/principal.ts';
import type { Task, TaskKind, TaskRepository } from '../../tasks/index.ts';

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

export function readList(
  tasks: TaskRepository,
  { kind, scope }: TaskList,
  after?: string,
): Promise<{ tasks: Task[]; next?: string }> {
  return tasks.list(kind, scope, 50, after);
}

/** Several lists as one, most urgent first. */
export async function readLists(tasks: TaskRepository, lists: readonly TaskList[]): Promise<Task[]> {
  const pages = await Promise.all(lists.map((list) => readList(tasks, list)));
  return pages
    .flatMap((page) => page.tasks)
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.openedAt.localeCompare(b.openedAt));
}
