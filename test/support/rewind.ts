import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Table } from '../../functions/platform/table.ts';
import { rememberItems } from './remember-items.ts';

/** What outlives a process: a table, and the folders in which embedded services keep what they were given. */
interface Places {
  readonly table: Table;
  readonly folders?: readonly string[];
}

/** Puts everything back as it lay when it was remembered. */
export type Rewind = () => Promise<void>;

/**
 * Remembers what lies in the places now, all of it, whoever put it there. Nothing may be under way in them then, or
 * when they are rewound; and whoever read them before must not go on from what they read.
 */
export async function remember({ table, folders = [] }: Places): Promise<Rewind> {
  const putItemsBack = await rememberItems(table);
  const kept = await Promise.all(folders.map(async (folder) => ({ folder, files: await filesOf(folder) })));
  return async () => {
    await putItemsBack();
    await Promise.all(kept.map(({ folder, files }) => rewindFolder(folder, files)));
  };
}

/** Processes each of which finds what lies in the places now, whatever the one before it did there. */
export async function fromHere<Process>(
  places: Places,
  open: () => Process | Promise<Process>,
): Promise<() => Promise<Process>> {
  const rewind = await remember(places);
  return async () => {
    await rewind();
    return open();
  };
}

async function rewindFolder(folder: string, before: ReadonlyMap<string, Buffer>): Promise<void> {
  const now = await filesOf(folder);
  for (const name of now.keys()) if (!before.has(name)) await rm(join(folder, name));
  for (const [name, bytes] of before) {
    if (now.get(name)?.equals(bytes)) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}

async function filesOf(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const),
    ),
  );
}
