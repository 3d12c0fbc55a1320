import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killEverywhere } from '../../test/support/faults.ts';
import { fillDirectory, official, sampleDossier } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { sdkError } from '../../test/support/workflows.ts';
import { Directory } from '../directory/index.ts';
import { Tracker } from '../tracking/index.ts';
import { clock, openIntake, refusalOf, returnToClerk, submit, submittedBy } from './testing/intake-desk.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
  await fillDirectory(new Directory(world.table));
});
afterAll(() => world.stop());

describe('accepting a dossier', () => {
  it('commits the revision, opens its verification page, logs it and starts one execution', async () => {
    const { deps, starts } = openIntake(world);
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
    const { deps } = openIntake(world);
    const dossier = await sampleDossier();
    const first = await submit(deps, dossier);
    const { data, ...rest } = dossier;
    const again = await submit(openIntake(world).deps, { data, ...rest });
    expect(first).toMatchObject({ ok: true, value: { created: true } });
    expect(again).toMatchObject({ ok: true, value: { created: false } });
  });

  it('is still the same content when the official has lost the authority meanwhile', async () => {
    const dossier = await sampleDossier();
    await submit(openIntake(world).deps, dossier);
    const directory = new Directory(world.table);
    await directory.putOfficial({
      ...official,
      authorities: [{ capacity: 'head', procedures: ['9.999999'] }],
    });
    try {
      expect(await refusalOf(world, dossier)).toBe('accepted');
    } finally {
      await directory.putOfficial(official);
    }
  });

  it('creates one revision when ten ask at once, and refuses the others’ contents', async () => {
    const dossier = await sampleDossier();
    const attempts = Array.from({ length: 10 }, (_, index) => ({
      ...dossier,
      dueOn: index % 2 ? '2026-11-25' : '2026-11-26',
    }));
    const outcomes = await Promise.all(attempts.map((each) => submit(openIntake(world).deps, each)));
    const codes = outcomes.map((each) => (each.ok ? each.value.created : each.code));
    expect(codes.filter((each) => each === true)).toHaveLength(1);
    expect(codes.filter((each) => each === false)).toHaveLength(4);
    expect(codes.filter((each) => each === 'content-conflict')).toHaveLength(5);
    expect(await new Tracker(world.table, clock).log.read(dossier)).toHaveLength(1);
  });

  it('stays accepted when the workflow service cannot be reached, for the sweeper to start', async () => {
    const { deps, started } = openIntake(world);
    started.on(StartExecutionCommand).rejects(sdkError('ServiceUnavailable'));
    const dossier = await sampleDossier();
    expect(await submit(deps, dossier)).toMatchObject({ ok: true, value: { created: true } });
    expect((await deps.tracker.revision(dossier)).status).toBe('accepted');
  });

  it('does not start again what is on its way or has ended', async () => {
    const { deps, starts, started } = openIntake(world);
    const dossier = await sampleDossier();
    await submit(deps, dossier);
    started.on(StartExecutionCommand).rejects(sdkError('ExecutionAlreadyExists'));
    expect(await submit(deps, dossier)).toMatchObject({ ok: true });
    await returnToClerk(deps, dossier);
    await submit(deps, dossier);
    expect(starts()).toHaveLength(2);
  });

  it('ends the same wherever it is killed: one revision, one page, one event, one execution name', async () => {
    const writes = await killEverywhere({
      world: async () => ({ ...openIntake(world), dossier: await sampleDossier() }),
      act: ({ deps, dossier }) => submit(deps, dossier),
      check: async ({ deps, dossier, starts }, struck) => {
        const item = await deps.tracker.revision(dossier);
        expect(await deps.pages.find(item.verifyId), struck).toEqual({ code: dossier.code, revision: 1 });
        expect(await deps.tracker.log.read(dossier), struck).toHaveLength(1);
        expect(item.status, struck).toBe((await deps.tracker.state(item)).status);
        expect(new Set(starts().map((each) => each.name)), struck).toEqual(new Set([`${dossier.code}-r1`]));
      },
    });
    expect(writes).toBe(4);
  });
});
