import { expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

/** What starts a database or a store for a test. */
const STORES = ['test/support/table.ts', 'test/support/buckets.ts'];
/** What starts another embedded service. */
const SERVICES = ['infra/local/kms/server.ts', 'infra/local/csc/server.ts', 'infra/local/pki/server.ts'];
const byPath = new Map(sourceFiles.map((file) => [file.path, file]));

function reaches(path: string, wanted: readonly string[], seen = new Set<string>()): boolean {
  if (wanted.includes(path)) return true;
  if (seen.has(path)) return false;
  seen.add(path);
  return (byPath.get(path)?.imports ?? []).some((imported) => reaches(imported, wanted, seen));
}

/** In infra/local lie the services' own tests. */
function startsServices(path: string): boolean {
  return reaches(path, path.startsWith('infra/local/') ? STORES : [...STORES, ...SERVICES]);
}

it('a test that starts services says so in its name, so that npm run check can leave it to npm test', () => {
  const beside = sourceFiles.filter(({ path }) => /^(functions|infra)\/.*\.test\.tsx?$/.test(path));
  const starts = beside.filter(({ path }) => startsServices(path)).map(({ path }) => path);
  const named = beside.filter(({ path }) => path.includes('.services.')).map(({ path }) => path);
  expect(named.length).toBeGreaterThan(30);
  expect(named).toEqual(starts.filter((path) => !path.includes('.deep.')));
});
