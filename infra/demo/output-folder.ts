import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { DataFolderInUse, lockFolder } from '../local/state/lock.ts';
import { makeFolder } from '../local/state/make-folder.ts';
import { UsageError } from './arguments.ts';
import { writeSummary } from './write-output.ts';

/** What the name of a run's state folder starts with, inside the output folder. */
export const STATE_FOLDER = 'state-';

const FOLDERS = ['results', 'appendices', 'events', 'outbox', 'post', 'trust'];
const SUMMARY = 'summary.json';

/**
 * Empties the output folder's own parts, so that nothing of an earlier run is taken for this one's, and writes
 * an empty summary. A folder with other things in it is somebody's: nothing in it is touched.
 * @throws {UsageError} when the folder is not a demo's, or cannot be made
 */
export async function prepareOutput(out: string): Promise<void> {
  const present = await namesIn(out);
  if (present.length > 0 && !present.includes(SUMMARY)) {
    throw new UsageError(
      `--out: ${out} đã có nội dung khác; hãy chọn thư mục mới hoặc trống / holds other things; name a new or an empty folder`,
    );
  }
  for (const name of present.filter((each) => each.startsWith(STATE_FOLDER))) {
    await removeState(path.join(out, name));
  }
  await writeSummary(out, []);
  for (const folder of FOLDERS) {
    await rm(path.join(out, folder), { recursive: true, force: true });
    await mkdir(path.join(out, folder), { recursive: true });
  }
}

async function namesIn(out: string): Promise<string[]> {
  try {
    makeFolder(out);
    return await readdir(out);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--out: không dùng được thư mục này / this folder cannot be used: ${reason}`);
  }
}

/** What a killed run left; one that still runs holds the lock and writes to the same folder. */
async function removeState(directory: string): Promise<void> {
  try {
    lockFolder(directory).release();
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    throw new UsageError(
      '--out: một lần chạy thử khác đang ghi vào thư mục này / another demo is writing to this folder',
    );
  }
  await rm(directory, { recursive: true, force: true });
}
