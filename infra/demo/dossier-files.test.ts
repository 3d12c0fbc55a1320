import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDossierFiles } from './dossier-files.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'ket-qua-files-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a file that names a field twice is not sent: one of the two would be lost on the way', async () => {
  const file = path.join(folder, 'twice.json');
  await writeFile(file, '[{"code":"a","data":{"x":1}},{"code":"b","official":"c","official":"d"}]');
  const { submissions, unreadable } = await readDossierFiles([file]);
  expect(submissions).toEqual([]);
  expect(unreadable).toEqual([
    {
      source: file,
      problem: expect.stringContaining('[json-name-twice] trường "official" được ghi hai lần'),
    },
  ]);
});
