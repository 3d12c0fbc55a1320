import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillDirectory, sampleDossier } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { Directory } from '../directory/index.ts';
import { loadTemplate } from '../rendering/index.ts';
import { reviewDossier } from './index.ts';
import { openIntake, submit, submittedBy } from './testing/intake-desk.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
  await fillDirectory(new Directory(world.table));
});
afterAll(() => world.stop());

let folder: string;
let place: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ket-qua-find-template-'));
  place = path.join(folder, 'giay-phep-xay-dung', '1');
  cpSync('templates/fonts', path.join(folder, 'fonts'), { recursive: true });
  cpSync('templates/giay-phep-xay-dung/1', place, { recursive: true });
  return () => rmSync(folder, { recursive: true, force: true });
});

const deps = () => ({
  ...openIntake(world).deps,
  loadTemplate: (id: string, version: number) => loadTemplate(folder, id, version),
});

const FAULTS: readonly [string, () => void][] = [
  ['are no JSON', () => writeFileSync(path.join(place, 'template.json'), '{')],
  ['have another schema', () => writeFileSync(path.join(place, 'schema.json'), '{"type":"text"}')],
  ['were changed after their release', () => appendFileSync(path.join(place, 'schema.json'), '\n')],
];

describe('a template whose files', () => {
  it.each(FAULTS)('%s is refused at submission as a fault of the template, by name', async (_, spoil) => {
    spoil();
    const refused = await submit(deps(), await sampleDossier());
    expect(refused).toMatchObject({
      status: 422,
      code: 'template-invalid',
      problems: [{ field: 'template', rule: 'template-invalid' }],
    });
    if (refused.ok) return;
    expect(refused.message.vi).toContain('giay-phep-xay-dung, phiên bản 1');
    expect(refused.message.en).toContain('giay-phep-xay-dung, version 1');
    expect(JSON.stringify(refused)).not.toContain(folder);
  });

  it.each(FAULTS)('%s is one problem of a review among the others', async (_, spoil) => {
    spoil();
    const value = await sampleDossier({ official: 'nobody' });
    const seen = await reviewDossier(deps(), { value, agencies: submittedBy.agencies });
    expect(seen.ok && seen.value.template).toBeUndefined();
    expect(seen.ok && seen.value.problems.map(({ field, rule }) => `${field}: ${rule}`)).toEqual([
      'template: template-invalid',
      'official: official-unknown',
    ]);
  });

  it('are mended takes dossiers at once', async () => {
    FAULTS[0]?.[1]();
    const dossier = await sampleDossier();
    const intake = deps();
    expect(await submit(intake, dossier)).toMatchObject({ code: 'template-invalid' });
    cpSync('templates/giay-phep-xay-dung/1', place, { recursive: true });
    expect(await submit(intake, dossier)).toMatchObject({ ok: true });
  });
});
