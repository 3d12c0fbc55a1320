import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { Faults } from '../../../test/support/faults.ts';
import { agency } from '../../../test/support/province.ts';
import type { TestTable } from '../../../test/support/table.ts';
import { Directory } from '../../directory/index.ts';
import { loadTemplate } from '../../rendering/index.ts';
import { Tracker } from '../../tracking/index.ts';
import { acceptDossier, VerificationPages, type Dossier, type IntakeDeps } from '../index.ts';

export const clock = () => new Date('2026-11-23T02:00:00Z');
export const submittedBy = {
  actor: { kind: 'integration' as const, id: 'mot-cua' },
  agencies: [agency.code],
};

let ids = 0;

/** One process of intake, with clients of its own, and what it told the workflow service. */
export function openIntake(world: TestTable) {
  const table = world.another();
  const workflows = new SFNClient({ region: 'ap-southeast-1' });
  const started = mockClient(workflows);
  started.on(StartExecutionCommand).resolves({});
  const faults = new Faults().watch(table.client, workflows);
  const deps: IntakeDeps = {
    tracker: new Tracker(table, clock),
    pages: new VerificationPages(table),
    directory: new Directory(table),
    loadTemplate: (id, version) => loadTemplate('templates', id, version),
    workflows,
    stateMachineArn: 'arn:return-of-results',
    clock,
    newId: () => `id-${(ids += 1)}`,
  };
  const starts = () => started.commandCalls(StartExecutionCommand).map((call) => call.args[0].input);
  return { deps, faults, started, starts };
}

export const submit = (deps: IntakeDeps, dossier: Dossier, by = submittedBy) =>
  acceptDossier(deps, { dossier, submittedBy: by });

/** What a submission is answered: `accepted`, or status and code of the refusal. */
export async function refusalOf(world: TestTable, dossier: Dossier, by = submittedBy): Promise<string> {
  const outcome = await submit(openIntake(world).deps, dossier, by);
  return outcome.ok ? 'accepted' : `${outcome.status} ${outcome.code}`;
}

export async function returnToClerk(deps: IntakeDeps, dossier: Dossier): Promise<void> {
  const reason = 'Sai địa chỉ công trình';
  await deps.tracker.record(dossier, 'returned-for-correction', 'returned-for-correction', { reason });
}
