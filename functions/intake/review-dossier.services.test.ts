import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillDirectory, sampleDossier } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { Directory } from '../directory/index.ts';
import { reviewDossier } from './index.ts';
import { openIntake, submittedBy } from './testing/intake-desk.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
  await fillDirectory(new Directory(world.table));
});
afterAll(() => world.stop());

async function review(value: unknown) {
  const seen = await reviewDossier(openIntake(world).deps, { value, agencies: submittedBy.agencies });
  if (!seen.ok) throw new Error(seen.code);
  const { problems, moreProblems } = seen.value;
  return { named: problems.map(({ field, rule }) => `${field}: ${rule}`), moreProblems };
}
const surplus = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 1]));

describe('a review', () => {
  it('names what is wrong with texts, form, rules and data at once, each field once for one cause', async () => {
    const { data, ...dossier } = await sampleDossier({ official: 'Chủ tịch'.normalize('NFD') });
    const applicant = { ...dossier.applicant, name: 'Hồng\u200bHạnh' };
    const wrong = { ...dossier, applicant, acceptedOn: '2199-01-01', dueOn: 'mai' };
    expect(await review({ ...wrong, data: { ...data, owners: [] }, extra: 1 })).toEqual({
      named: [
        'official: text-not-nfc',
        'applicant.name: control-character',
        'dueOn: wrong-form',
        'extra: unknown-field',
        'acceptedOn: accepted-in-future',
        'data.owners: too-few',
      ],
      moreProblems: false,
    });
  });

  it('names fifty problems at most, and says where there are more', async () => {
    const { data, ...dossier } = await sampleDossier();
    expect(await review({ ...dossier, data: { ...data, ...surplus(50) } })).toMatchObject({
      named: { length: 50 },
      moreProblems: false,
    });
    expect(await review({ ...dossier, data: { ...data, ...surplus(51) } })).toMatchObject({
      named: { length: 50 },
      moreProblems: true,
    });
    const twice = { ...dossier, ...surplus(30), data: { ...data, ...surplus(30) } };
    expect(await review(twice)).toMatchObject({ named: { length: 50 }, moreProblems: true });
  });
});
