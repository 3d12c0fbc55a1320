import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../platform/digest.ts';

/** The seal of a released version: `sha256sum -c SHA256SUMS` in the version's folder says whether it still holds. */
export const RELEASE_FILE = 'SHA256SUMS';

/** Whether what decides a version's documents is as it was released. */
export type ReleaseState = 'unreleased' | 'intact' | 'changed';

/** What SHA256SUMS must hold: template.json, schema.json and the pictures, which together decide every document. */
export async function releaseSums(place: string): Promise<string> {
  return sumsOf(place, await readdir(place));
}

export async function releaseState(place: string): Promise<ReleaseState> {
  const names = await readdir(place);
  if (!names.includes(RELEASE_FILE)) return 'unreleased';
  const [sealed, sums] = await Promise.all([
    readFile(join(place, RELEASE_FILE), 'utf8'),
    sumsOf(place, names),
  ]);
  return sealed === sums ? 'intact' : 'changed';
}

async function sumsOf(place: string, names: readonly string[]): Promise<string> {
  const deciding = names.filter((name) => /^(template|schema)\.json$|\.png$/.test(name)).toSorted();
  const lines = deciding.map(async (name) => `${sha256(await readFile(join(place, name)))}  ${name}\n`);
  return (await Promise.all(lines)).join('');
}
