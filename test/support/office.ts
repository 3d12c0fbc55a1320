import { Directory, type User } from '../../functions/directory/index.ts';
import { TaskDesk, TaskRepository, type Task } from '../../functions/tasks/index.ts';
import { Tracker, type RevisionId, type RevisionItem } from '../../functions/tracking/index.ts';
import { Faults } from './faults.ts';
import { agency, official, otherAgency, otherOfficial, sampleDossier } from './province.ts';
import type { TestTable } from './table.ts';
import { mockWorkflows } from './workflows.ts';

export const clock = () => new Date('2026-11-23T02:00:00Z');

export const chairman: User = {
  sub: 'sub-chairman',
  name: official.name,
  agencies: [agency.code],
  official: official.id,
};
export const deputy: User = { ...chairman, sub: 'sub-deputy', official: 'pho-chu-tich-1' };
export const clerk: User = { sub: 'sub-clerk', name: 'Lê Thị Ngân', agencies: [agency.code] };
export const stranger: User = {
  sub: 'sub-stranger',
  name: 'Trần Văn Tú',
  agencies: [otherAgency.code],
  official: otherOfficial.id,
};

/** One process of the product: clients of its own, so that a kill of one leaves the others alone. */
export function openOffice(world: TestTable) {
  const table = world.another();
  const workflows = mockWorkflows();
  const faults = new Faults().watch(table.client, workflows.client);
  const tracker = new Tracker(table, clock);
  const tasks = new TaskRepository(table);
  const desk = new TaskDesk(tasks, tracker, workflows.client);
  const directory = new Directory(table);
  return { table, tracker, directory, tasks, desk, clock, workflows, faults };
}
export type Office = ReturnType<typeof openOffice>;

/** A revision as intake leaves it, its first event logged. */
export async function acceptedRevision({ tracker }: Office): Promise<RevisionItem> {
  const dossier = await sampleDossier();
  const item: RevisionItem = {
    v: 1,
    code: dossier.code,
    revision: dossier.revision,
    contentHash: 'c'.repeat(64),
    verifyId: `verify-${dossier.code}`,
    agency: dossier.agency,
    official: dossier.official,
    channels: ['counter'],
    dueOn: dossier.dueOn,
    acceptedAt: clock().toISOString(),
    dossier,
    status: 'accepted',
    projected: 0,
  };
  await tracker.revisions.put(item);
  await tracker.record(item, 'dossier-accepted', 'dossier-accepted', {
    contentHash: item.contentHash,
    procedure: dossier.procedure.code,
    template: dossier.template,
    agency: item.agency,
    official: item.official,
    channels: item.channels,
    dueOn: item.dueOn,
  });
  return item;
}

/** Decisions on a revision's waits that the workflow has not been told. */
export async function pendingOf(office: Office, id: RevisionId): Promise<Task[]> {
  const tasks = await Promise.all((await office.tasks.pending()).map(({ read }) => read()));
  return tasks.flatMap((each) => (each?.code === id.code ? [each] : []));
}

/** Keys of a revision's events after its acceptance. */
export async function eventsOf(office: Office, id: RevisionId): Promise<string[]> {
  return (await office.tracker.log.read(id)).slice(1).map((event) => event.key);
}
