import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What a function of an embedded stack has logged so far. */
export function readLogs(dataDir: string, functionName: string): Promise<string> {
  return readFile(path.join(dataDir, 'logs', `${functionName}.log`), 'utf8');
}
