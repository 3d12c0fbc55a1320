import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process runs a stack on this data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
}

/**
 * Takes a data folder for this process alone. The lock is the operating system's, on a database file held
 * open in a transaction: it ends with the process however that ends, so a kill leaves nothing to clean up.
 * Throws DataFolderInUse.
 */
export function lockFolder(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch {
    database.close();
    throw new DataFolderInUse(
      `Thư mục dữ liệu ${directory} đang được một tiến trình khác sử dụng. / ` +
        `Another process is running on the data folder ${directory}.`,
    );
  }
  return { release: () => database.close() };
}
