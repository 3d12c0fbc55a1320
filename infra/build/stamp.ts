import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { FileDigests } from './file-digests.ts';

/** Which bundle a stamp speaks of, and what it was made from. */
export interface StampPlace {
  readonly file: string;
  /** everything but files that shapes the bundle */
  readonly recipe: string;
  /** folders or files copied beside the bundle, relative to the root */
  readonly assets: readonly string[];
  readonly output: string;
}

const stampForm = z.object({ sources: z.array(z.string()), digest: z.string() });

/** Whether the bundle was made from exactly the files that are there now. */
export async function isFresh(place: StampPlace, files: FileDigests): Promise<boolean> {
  try {
    await access(place.output);
    const stamp = stampForm.parse(JSON.parse(await readFile(place.file, 'utf8')));
    return stamp.digest === (await digestOf(place, stamp.sources, files)).digest;
  } catch {
    // A missing, torn or outdated stamp and a vanished source mean the same: build again.
    return false;
  }
}

/**
 * Notes what a bundle was made from. A file changed since the build began may not be what was read, so that the
 * bundle then stays without a stamp and is built again.
 * @param builtFrom when the build began, milliseconds since 1970
 */
export async function writeStamp(
  place: StampPlace,
  sources: readonly string[],
  files: FileDigests,
  builtFrom: number,
): Promise<void> {
  const { digest, changedAt } = await digestOf(place, sources, files);
  if (changedAt >= builtFrom) return rm(place.file, { force: true });
  const draft = `${place.file}.${randomUUID()}`;
  await mkdir(path.dirname(place.file), { recursive: true });
  await writeFile(draft, JSON.stringify({ sources, digest }));
  await rename(draft, place.file);
}

async function digestOf(place: StampPlace, sources: readonly string[], files: FileDigests) {
  const assets = await Promise.all(place.assets.map((asset) => files.listed(asset)));
  // Built-in modules and the like have a scheme and no file.
  const names = [...sources, ...assets.flat()].filter((name) => !name.includes(':'));
  const found = await Promise.all(names.map((name) => files.of(name)));
  const hash = createHash('sha256').update(place.recipe);
  for (const [position, name] of names.entries()) hash.update(`\n${name} ${found[position]?.digest}`);
  return { digest: hash.digest('hex'), changedAt: Math.max(0, ...found.map(({ changedAt }) => changedAt)) };
}
