import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Faults, killEverywhere } from '../../test/support/faults.ts';
import { agency, fillDirectory, official, otherAgency, sampleDossier } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { Directory } from '../directory/index.ts';
import { loadTemplate } from '../rendering/index.ts';
import { Tracker } from '../tracking/index.ts';
import { acceptDossier, VerificationPages, type Dossier, type IntakeDeps } from './index.ts';

const clock = () => new Date('2026-11-23T02:00:00Z');
const submittedBy = { actor: { kind: 'integration' as const, id: 'mot-cua' }, agencies: [agency.code] };
const named = (name: string) => Object.assign(new Error(name), { name });

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
  await fillDirectory(new Directory(world.table));
});
afterAll(() => world.stop());

let ids = 0;
function intake() {
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

const submit = (deps: IntakeDeps, dossier: Dossier, by = submittedBy) =>
  acceptDossier(deps, { dossier, submittedBy: by });
const refusalOf = async (dossier: Dossier, by = submittedBy) => {
  const outcome = await submit(intake().deps, dossier, by);
  return outcome.ok ? 'accepted' : `${outcome.status} ${outcome.code}`;
};
const returned = async (deps: IntakeDeps, dossier: Dossier) => {
  await deps.tracker.record(dossier, 'returned-for-correction', 'returned-for-correction', {
    reason: 'Sai địa chỉ công trình',
  });
};

describe('accepting a dossier', () => {
  it('commits the revision, opens its verification page, logs it and starts one execution', async () => {
    const { deps, starts } = intake();
    const dossier = await sampleDossier({ delivery: { link: { email: 'a@example.vn' }, counter: {} } });
    const outcome = await submit(deps, dossier);
    expect(outcome).toMatchObject({ ok: true, value: { created: true } });
    const item = await deps.tracker.revision(dossier);
    expect(item).toMatchObject({
      channels: ['link', 'counter'],
      status: 'accepted',
      submittedBy: { id: 'mot-cua' },
    });
    expect(await deps.pages.find(item.verifyId)).toEqual({ code: dossier.code, revision: 1 });
    expect(await deps.tracker.log.read(dossier)).toMatchObject([
      { type: 'dossier-accepted', actor: submittedBy.actor, data: { contentHash: item.contentHash } },
    ]);
    expect(starts()).toEqual([
      {
        stateMachineArn: 'arn:return-of-results',
        name: `${dossier.code}-r1`,
        input: `{"code":"${dossier.code}","revision":1,"v":1}`,
      },
    ]);
  });

  it('answers the same content again, whatever the order of its fields, as not created', async () => {
    const { deps } = intake();
    const dossier = await sampleDossier();
    const first = await submit(deps, dossier);
    const { data, ...rest } = dossier;
    const again = await submit(intake().deps, { data, ...rest });
    expect(first).toMatchObject({ ok: true, value: { created: true } });
    expect(again).toMatchObject({ ok: true, value: { created: false } });
  });

  it('is still the same content when the official has lost the authority meanwhile', async () => {
    const dossier = await sampleDossier();
    await submit(intake().deps, dossier);
    const directory = new Directory(world.table);
    await directory.putOfficial({ ...official, procedures: ['9.999999'] });
    try {
      expect(await refusalOf(dossier)).toBe('accepted');
    } finally {
      await directory.putOfficial(official);
    }
  });

  it('refuses other content under the same revision', async () => {
    const dossier = await sampleDossier();
    await submit(intake().deps, dossier);
    expect(await refusalOf({ ...dossier, dueOn: '2026-11-30' })).toBe('409 content-conflict');
  });

  it('creates one revision when ten ask at once, and refuses the others’ contents', async () => {
    const dossier = await sampleDossier();
    const attempts = Array.from({ length: 10 }, (_, index) => ({
      ...dossier,
      dueOn: index % 2 ? '2026-11-25' : '2026-11-26',
    }));
    const outcomes = await Promise.all(attempts.map((each) => submit(intake().deps, each)));
    const codes = outcomes.map((each) => (each.ok ? each.value.created : each.code));
    expect(codes.filter((each) => each === true)).toHaveLength(1);
    expect(codes.filter((each) => each === false)).toHaveLength(4);
    expect(codes.filter((each) => each === 'content-conflict')).toHaveLength(5);
    expect(await new Tracker(world.table, clock).log.read(dossier)).toHaveLength(1);
  });

  it('takes revision 2 only after revision 1 was returned for correction', async () => {
    const { deps } = intake();
    const dossier = await sampleDossier();
    const second = { ...dossier, revision: 2 };
    expect(await refusalOf(second)).toBe('409 revision-not-due');
    await submit(deps, dossier);
    expect(await refusalOf(second)).toBe('409 revision-not-due');
    await returned(deps, dossier);
    expect(await refusalOf({ ...dossier, revision: 3 })).toBe('409 revision-not-due');
    expect(await refusalOf(second)).toBe('accepted');
  });

  it('refuses a revision under another agency than the one before', async () => {
    const { deps } = intake();
    const dossier = await sampleDossier();
    await submit(deps, dossier);
    await returned(deps, dossier);
    const both = { ...submittedBy, agencies: [agency.code, otherAgency.code] };
    const moved = { ...dossier, revision: 2, agency: otherAgency.code, official: 'chu-tich-2' };
    expect(await refusalOf(moved, both)).toBe('409 agency-changed');
  });

  it.each<[string, Partial<Dossier>]>([
    ['403 agency-not-yours', { agency: 'H01.13' }],
    ['422 official-unknown', { official: 'nobody' }],
    ['422 official-of-other-agency', { official: 'chu-tich-2' }],
    ['422 official-without-authority', { procedure: { code: '2.000001', name: 'Khác' } }],
    ['422 template-unknown', { template: { id: 'giay-khai-sinh', version: 1 } }],
    ['422 template-unknown', { template: { id: 'giay-phep-xay-dung', version: 99 } }],
    ['422 data-invalid', { data: { owners: [] } }],
  ])('refuses with %s and leaves nothing behind', async (expected, change) => {
    const dossier = await sampleDossier(change);
    expect(await refusalOf(dossier)).toBe(expected);
    expect(await new Tracker(world.table, clock).revisions.find(dossier)).toBeUndefined();
  });

  it('refuses an agency the directory does not know, and one without a number series for the template', async () => {
    const unknown = { ...submittedBy, agencies: ['X99'] };
    expect(await refusalOf(await sampleDossier({ agency: 'X99' }), unknown)).toBe('422 agency-unknown');
    const directory = new Directory(world.table);
    const bare = { ...agency, code: 'H01.14', series: agency.series.slice(1) };
    await directory.putAgency(bare);
    await directory.putOfficial({ ...official, id: 'o-14', agency: bare.code });
    const dossier = await sampleDossier({ agency: bare.code, official: 'o-14' });
    expect(await refusalOf(dossier, { ...submittedBy, agencies: [bare.code] })).toBe('422 series-missing');
  });

  it('names the fields of the template that are at fault', async () => {
    const dossier = await sampleDossier();
    const outcome = await submit(intake().deps, { ...dossier, data: { ...dossier.data, surplus: 1 } });
    expect(outcome).toMatchObject({ code: 'data-invalid', problems: [{ field: 'data.surplus' }] });
  });

  it('refuses a recipient whose name no label can show', async () => {
    const address = {
      line: '41 Lê Thánh Tông',
      ward: { code: '24133', name: 'phường Tân Lập' },
      province: { code: '66', name: 'tỉnh Đắk Lắk' },
    };
    const post = { recipientName: 'Huyền 😀', phone: '0905123456', address };
    expect(await submit(intake().deps, await sampleDossier({ delivery: { post } }))).toMatchObject({
      code: 'data-invalid',
      problems: [{ field: 'delivery.post.recipientName', rule: 'unprintable-letter' }],
    });
  });

  it('stays accepted when the workflow service cannot be reached, for the sweeper to start', async () => {
    const { deps, started } = intake();
    started.on(StartExecutionCommand).rejects(named('ServiceUnavailable'));
    const dossier = await sampleDossier();
    expect(await submit(deps, dossier)).toMatchObject({ ok: true, value: { created: true } });
    expect((await deps.tracker.revision(dossier)).status).toBe('accepted');
  });

  it('does not start again what is on its way or has ended', async () => {
    const { deps, starts, started } = intake();
    const dossier = await sampleDossier();
    await submit(deps, dossier);
    started.on(StartExecutionCommand).rejects(named('ExecutionAlreadyExists'));
    expect(await submit(deps, dossier)).toMatchObject({ ok: true });
    await returned(deps, dossier);
    await submit(deps, dossier);
    expect(starts()).toHaveLength(2);
  });

  it('ends the same wherever it is killed: one revision, one page, one event, one execution name', async () => {
    const writes = await killEverywhere({
      world: async () => ({ ...intake(), dossier: await sampleDossier() }),
      act: ({ deps, dossier }) => submit(deps, dossier),
      check: async ({ deps, dossier, starts }, struck) => {
        const item = await deps.tracker.revision(dossier);
        expect(await deps.pages.find(item.verifyId), struck).toEqual({ code: dossier.code, revision: 1 });
        expect(await deps.tracker.log.read(dossier), struck).toHaveLength(1);
        expect(item.projected, struck).toBe(1);
        expect(new Set(starts().map((each) => each.name)), struck).toEqual(new Set([`${dossier.code}-r1`]));
      },
    });
    expect(writes).toBe(5);
  });
});
