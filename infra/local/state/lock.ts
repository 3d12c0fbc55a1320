import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from './make-folder.ts';

/** Another process runs a stack on this data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';

  constructor(directory: string) {
    super(
      `Thư mục dữ liệu ${directory} đang được một tiến trình khác sử dụng. / ` +
        `Another process is running on the data folder ${directory}.`,
    );
  }
}

/** The lock can be neither taken nor found taken: a folder without write permission, a damaged file. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable';

  constructor(file: string, reason: string) {
    super(
      `Không mở được tệp ${file}; thư mục có cho phép ghi không? / ` +
        `The file ${file} cannot be opened; may the folder be written to? ${reason}`,
    );
  }
}

/** https://www.sqlite.org/rescode.html#busy, and what extends it */
const SQLITE_BUSY = 5;

/**
 * Takes a data folder for this process alone. The lock is the operating system's, on a database file held
 * open in a transaction: it ends with the process however that ends, so a kill leaves nothing to clean up.
 * Throws DataFolderInUse, DataFolderUnusable.
 */
export function lockFolder(directory: string): { release(): void } {
  makeFolder(directory, 0o700);
  const file = join(directory, 'lock.sqlite');
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    if (isBusy(error)) throw new DataFolderInUse(directory);
    throw new DataFolderUnusable(file, error instanceof Error ? error.message : String(error));
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === SQLITE_BUSY;
}
