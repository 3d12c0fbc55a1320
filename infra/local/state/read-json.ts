import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A file of the data folder is not what was written there; the message names it. */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';

  constructor(path: string, reason: string) {
    super(`Tệp ${path} bị hỏng / The file ${path} is damaged: ${reason}`);
  }
}

/** Reads a JSON file through its schema; undefined when there is no such file. Throws FileDamaged. */
export async function readJsonFile<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const read = schema.safeParse(parse(path, text));
  if (!read.success) throw new FileDamaged(path, z.prettifyError(read.error));
  return read.data;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FileDamaged(path, error instanceof Error ? error.message : String(error));
  }
}
