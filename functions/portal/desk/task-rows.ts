import { dossierOf } from '../../intake/index.ts';
import type { Task, TaskKind } from '../../tasks/index.ts';
import type { RevisionId, Tracker } from '../../tracking/index.ts';

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

/** Path of a revision's page on a desk. */
export function deskPath(desk: 'inbox' | 'dossiers', { code, revision }: RevisionId): string {
  return `/desk/${desk}/${encodeURIComponent(code)}/${revision}`;
}
