import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** What goes beside a bundle, and where. */
export interface Placement {
  readonly root: string;
  /** folder esbuild wrote into, on the same file system as the target */
  readonly built: string;
  readonly target: string;
  readonly assets: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Moves a built function and its assets to where it is run from: each file by one rename, strays last, so that
 * no reader finds a file missing or half written.
 */
export async function placeFiles({ root, built, target, assets }: Placement): Promise<void> {
  for (const { from, to } of assets) {
    await cp(path.join(root, from), path.join(built, to), { recursive: true });
  }
  const files = await filesOf(built);
  for (const file of files) {
    await mkdir(path.dirname(path.join(target, file)), { recursive: true });
    await rename(path.join(built, file), path.join(target, file));
  }
  const strays = (await filesOf(target)).filter((file) => !files.includes(file));
  for (const stray of strays) await rm(path.join(target, stray), { force: true });
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}
