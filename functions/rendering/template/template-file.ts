import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message } from '../../platform/refusal.ts';
import { noJson } from './written-wrongly.ts';

/** A template's files are not what they must be: an error of whoever edited them, named with the file. */
export class TemplateInvalid extends Error {
  override readonly name = 'TemplateInvalid';
  /** for its writer */
  readonly explained: Message;

  constructor(place: string, explained: Message, options?: ErrorOptions) {
    super(`${place}: ${explained.en}`, options);
    this.explained = explained;
  }
}

/**
 * A file of a template's version, undefined where there is none.
 * @throws {TemplateInvalid} where it is no JSON
 */
export async function readTemplateFile(place: string, file: string): Promise<unknown> {
  const text = await readText(join(place, file));
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch (error) {
    if (text === undefined || !(error instanceof SyntaxError)) throw error;
    throw new TemplateInvalid(place, noJson(file, text, error), { cause: error });
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
