import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A run of the tests has a folder of its own for whatever it writes, which goes with it. */
let folder: string | undefined;

export async function setup(): Promise<void> {
  folder = await mkdtemp(path.join(tmpdir(), 'ket-qua-tests-'));
  process.env['TMPDIR'] = folder;
}

export async function teardown(): Promise<void> {
  // A process that was just killed may still write.
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
