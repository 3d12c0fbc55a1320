import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agency, fillDirectory, official, otherAgency, sampleDossier } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { Directory } from '../directory/index.ts';
import { Tracker } from '../tracking/index.ts';
import type { Dossier } from './index.ts';
import { clock, openIntake, refusalOf, returnToClerk, submit, submittedBy } from './testing/intake-desk.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
  await fillDirectory(new Directory(world.table));
});
afterAll(() => world.stop());

describe('a dossier is not accepted', () => {
  it('refuses other content under the same revision', async () => {
    const dossier = await sampleDossier();
    await submit(openIntake(world).deps, dossier);
    expect(await refusalOf(world, { ...dossier, dueOn: '2026-11-30' })).toBe('409 content-conflict');
  });

  it('takes revision 2 only after revision 1 was returned for correction', async () => {
    const { deps } = openIntake(world);
    const dossier = await sampleDossier();
    const second = { ...dossier, revision: 2 };
    expect(await refusalOf(world, second)).toBe('409 revision-not-due');
    await submit(deps, dossier);
    expect(await refusalOf(world, second)).toBe('409 revision-not-due');
    await returnToClerk(deps, dossier);
    expect(await refusalOf(world, { ...dossier, revision: 3 })).toBe('409 revision-not-due');
    expect(await refusalOf(world, second)).toBe('accepted');
  });

  it('refuses a revision under another agency than the one before', async () => {
    const { deps } = openIntake(world);
    const sharing = { ...otherAgency, code: 'H01.15', dossierPrefixes: [agency.code] };
    await new Directory(world.table).putAgency(sharing);
    const dossier = await sampleDossier();
    await submit(deps, dossier);
    await returnToClerk(deps, dossier);
    const both = { ...submittedBy, agencies: [agency.code, sharing.code] };
    const moved = { ...dossier, revision: 2, agency: sharing.code, official: 'chu-tich-2' };
    expect(await refusalOf(world, moved, both)).toBe('409 agency-changed');
  });

  it('refuses a code of another agency, in use or not, and tells nothing of it', async () => {
    const ours = await sampleDossier();
    await submit(openIntake(world).deps, ours);
    const stranger = { ...submittedBy, agencies: [otherAgency.code] };
    const theirs = { agency: otherAgency.code, official: 'chu-tich-2' };
    for (const dossier of [ours, await sampleDossier()]) {
      for (const revision of [1, 2]) {
        const foreign = { ...dossier, ...theirs, revision };
        expect(await refusalOf(world, foreign, stranger)).toBe('422 code-of-other-agency');
      }
    }
    const old = await sampleDossier({ code: '000.00.12.H01-261112-0001' });
    expect(await refusalOf(world, old)).toBe('422 code-of-other-agency');
    await new Directory(world.table).putAgency({ ...agency, dossierPrefixes: ['000.00.12.H01'] });
    expect(await refusalOf(world, old)).toBe('accepted');
  });

  it('refuses a day of acceptance that has not come in Vietnam', async () => {
    expect(
      await refusalOf(world, await sampleDossier({ acceptedOn: '2026-11-24', dueOn: '2026-12-01' })),
    ).toBe('422 accepted-in-future');
    expect(
      await refusalOf(world, await sampleDossier({ acceptedOn: '2026-11-23', dueOn: '2026-12-01' })),
    ).toBe('accepted');
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
    expect(await refusalOf(world, dossier)).toBe(expected);
    expect(await new Tracker(world.table, clock).revisions.find(dossier)).toBeUndefined();
  });

  it.each([
    ['2026-07-01', '2026-11-22', '422 authority-not-in-force'],
    ['2026-11-24', '2026-12-31', '422 authority-not-in-force'],
    ['2026-07-01', '2026-11-23', 'accepted'],
  ])('answers for a mandate from %s to %s, on 23 November: %s', async (from, until, expected) => {
    const act = { document: 'Quyết định số 45/QĐ-UBND ngày 01/7/2026', from, until };
    await new Directory(world.table).putOfficial({
      ...official,
      id: 'truong-phong-1',
      title: 'Trưởng phòng Kinh tế',
      authorities: [{ capacity: 'by-mandate', headTitle: 'Chủ tịch', act, procedures: ['1.013225'] }],
    });
    expect(await refusalOf(world, await sampleDossier({ official: 'truong-phong-1' }))).toBe(expected);
  });

  it('refuses an agency the directory does not know, and one without a number series for the template', async () => {
    const unknown = { ...submittedBy, agencies: ['X99'] };
    expect(await refusalOf(world, await sampleDossier({ agency: 'X99' }), unknown)).toBe(
      '422 agency-unknown',
    );
    const directory = new Directory(world.table);
    const bare = { ...agency, code: 'H01.14', series: agency.series.slice(1) };
    await directory.putAgency(bare);
    await directory.putOfficial({ ...official, id: 'o-14', agency: bare.code });
    const code = 'H01.14-261112-0001';
    const dossier = await sampleDossier({ code, agency: bare.code, official: 'o-14' });
    expect(await refusalOf(world, dossier, { ...submittedBy, agencies: [bare.code] })).toBe(
      '422 series-missing',
    );
  });

  it('names the fields of the template that are at fault', async () => {
    const dossier = await sampleDossier();
    const outcome = await submit(openIntake(world).deps, {
      ...dossier,
      data: { ...dossier.data, surplus: 1 },
    });
    expect(outcome).toMatchObject({ code: 'data-invalid', problems: [{ field: 'data.surplus' }] });
  });

  it('refuses a recipient whose name no label can show', async () => {
    const address = {
      line: '41 Lê Thánh Tông',
      ward: { code: '24133', name: 'phường Tân Lập' },
      province: { code: '66', name: 'tỉnh Đắk Lắk' },
    };
    const post = { recipientName: 'Huyền 😀', phone: '0905123456', address };
    expect(await submit(openIntake(world).deps, await sampleDossier({ delivery: { post } }))).toMatchObject({
      code: 'data-invalid',
      problems: [{ field: 'delivery.post.recipientName', rule: 'unprintable-letter' }],
    });
  });
});
