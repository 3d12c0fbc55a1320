import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDemo } from '../../infra/demo/run-demo.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'ket-qua-demo-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

it('writes what a run always writes, the root among it, even where no dossier can be read', async () => {
  const out = path.join(folder, 'out');
  const bad = path.join(folder, 'bad.json');
  await writeFile(bad, '{');
  const options = { out, files: ['nope.json', bad], count: null, seed: 1 };
  const { reports, refused, broken } = await runDemo(options, () => {}, new AbortController().signal);
  expect({ reports, broken }).toEqual({ reports: [], broken: undefined });
  expect(refused.flat().join('\n')).toMatch(/nope\.json: .*\n.*bad\.json: .*JSON/u);
  expect(await readFile(path.join(out, 'trust/root.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
  expect(JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8'))).toEqual({ dossiers: [] });
  expect((await readdir(out)).toSorted()).toEqual([
    'appendices',
    'events',
    'outbox',
    'post',
    'results',
    'summary.json',
    'trust',
  ]);
});
