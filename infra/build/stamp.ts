import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, readdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** Which bundle a stamp speaks of, and what it was made from. */
export interface StampPlace {
  readonly root: string;
  readonly file: string;
  /** everything but files that shapes the bundle */
  readonly recipe: string;
  /** folders or files copied beside the bundle, relative to the root */
  readonly assets: readonly string[];
  readonly output: string;
}

const stampForm = z.object({ sources: z.array(z.string()), digest: z.string() });

/** Whether the bundle was made from exactly the files that are there now. Read anew at each call. */
export async function isFresh(place: StampPlace): Promise<boolean> {
  try {
    await access(place.output);
    const stamp = stampForm.parse(JSON.parse(await readFile(place.file, 'utf8')));
    return stamp.digest === (await digestOf(place, stamp.sources));
  } catch {
    // A missing, torn or outdated stamp and a vanished source mean the same: build again.
    return false;
  }
}

export async function writeStamp(place: StampPlace, sources: readonly string[]): Promise<void> {
  const stamp = JSON.stringify({ sources, digest: await digestOf(place, sources) });
  const draft = `${place.file}.${randomUUID()}`;
  await mkdir(path.dirname(place.file), { recursive: true });
  await writeFile(draft, stamp);
  await rename(draft, place.file);
}

async function digestOf(place: StampPlace, sources: readonly string[]): Promise<string> {
  const assets = await Promise.all(place.assets.map((asset) => filesUnder(place.root, asset)));
  const files = [...sources, ...assets.flat()].filter((file) => !file.includes(':'));
  const digests = await Promise.all(files.map((file) => digestOfFile(path.join(place.root, file))));
  const hash = createHash('sha256').update(place.recipe);
  for (const [position, file] of files.entries()) hash.update(`\n${file} ${digests[position]}`);
  return hash.digest('hex');
}

/** Content of a file whose size and time have not changed is not read again within one process. */
const known = new Map<string, { readonly version: string; readonly digest: string }>();

async function digestOfFile(file: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(file);
  const version = `${mtimeMs} ${size} ${ino}`;
  const seen = known.get(file);
  if (seen?.version === version) return seen.digest;
  const digest = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  known.set(file, { version, digest });
  return digest;
}

async function filesUnder(root: string, place: string): Promise<string[]> {
  if ((await stat(path.join(root, place))).isFile()) return [place];
  const entries = await readdir(path.join(root, place), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .toSorted();
}
