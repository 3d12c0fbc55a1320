import { dossierOf } from '../../intake/index.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import type { Task, TaskKind } from '../../tasks/index.ts';
import type { RevisionId, Tracker } from '../../tracking/index.ts';
import { listsOf, readPage } from '../api/task-lists.ts';
import type { Principal } from '../auth/principal.ts';
import type { Services } from '../services.ts';

/** An open task with what people know a dossier by. */
export interface TaskRow extends RevisionId {
  readonly kind: TaskKind;
  readonly round: number;
  readonly dueOn: string;
  readonly openedAt: string;
  readonly procedure: string;
  readonly applicant: string;
  /** trích yếu of the result */
  readonly summary: string;
  readonly facts: Task['facts'];
}

/** Tasks hold no personal data: names come from the accepted dossiers. */
export async function taskRows(tracker: Tracker, tasks: readonly Task[]): Promise<TaskRow[]> {
  const rows = await Promise.all(tasks.map((task) => rowOf(tracker, task)));
  return rows.flat();
}

async function rowOf(tracker: Tracker, task: Task): Promise<TaskRow[]> {
  const item = await tracker.revisions.find(task);
  if (!item) return [];
  const { procedure, applicant, result } = dossierOf(item);
  const { code, revision, kind, round, dueOn, openedAt, facts } = task;
  return [
    {
      code,
      revision,
      kind,
      round,
      dueOn,
      openedAt,
      facts,
      procedure: procedure.name,
      applicant: applicant.name,
      summary: result.summary,
    },
  ];
}

/** A page of somebody's own lists of these kinds, and where they go on. */
export interface TaskPage {
  readonly rows: readonly TaskRow[];
  readonly next: string | undefined;
}

/** @param after `next` of the page before */
export async function taskPage(
  { tasks, tracker }: Pick<Services, 'tasks' | 'tracker'>,
  principal: Principal,
  kinds: readonly TaskKind[],
  after: string | undefined,
): Promise<Outcome<TaskPage>> {
  const lists = listsOf(principal).filter(({ kind }) => kinds.includes(kind));
  const page = await readPage(tasks, lists, after);
  if (!page.ok) return page;
  return accept({ rows: await taskRows(tracker, page.value.tasks), next: page.value.next });
}

/** Path of a revision's page on a desk. */
export function deskPath(desk: 'inbox' | 'signing' | 'dossiers', { code, revision }: RevisionId): string {
  return `/desk/${desk}/${encodeURIComponent(code)}/${revision}`;
}
