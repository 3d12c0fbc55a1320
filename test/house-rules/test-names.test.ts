import { expect, it } from 'vitest';
import { sourceFiles } from './source-files.ts';

/** What starts a database, a store, or another embedded service for a test. */
const SERVICES = [
  'test/support/table.ts',
  'test/support/buckets.ts',
  'infra/local/kms/server.ts',
  'infra/local/csc/server.ts',
  'infra/local/pki/server.ts',
];
const byPath = new Map(sourceFiles.map((file) => [file.path, file]));

function reaches(path: string, seen = new Set<string>()): boolean {
  if (SERVICES.includes(path)) return true;
  if (seen.has(path)) return false;
  seen.add(path);
  return (byPath.get(path)?.imports ?? []).some((imported) => reaches(imported, seen));
}

it('a test that starts services says so in its name, so that npm run check can leave it to npm test', () => {
  // The services' own tests lie in infra/local.
  const beside = sourceFiles.filter(({ path }) =>
    /^(functions|infra\/(?!local\/)).*\.test\.tsx?$/.test(path),
  );
  const starts = beside.filter(({ path }) => reaches(path)).map(({ path }) => path);
  expect(starts.length).toBeGreaterThan(30);
  expect(beside.filter(({ path }) => path.includes('.services.')).map(({ path }) => path)).toEqual(starts);
});
