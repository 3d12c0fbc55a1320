import { readFile } from 'node:fs/promises';
import { nameTwice } from '../../functions/platform/name-twice.ts';

/** One dossier as its author wrote it, unchecked: the API checks it. */
export interface Submission {
  /** file, and place in it where the file holds an array */
  readonly source: string;
  readonly dossier: unknown;
}

/** A file, or an entry of its array, that holds no dossier at all. */
export interface UnreadableFile {
  readonly source: string;
  readonly problem: string;
}

/** Reads dossier files: one dossier each, or an array of several; UTF-8, with or without byte order mark. */
export async function readDossierFiles(
  files: readonly string[],
): Promise<{ submissions: Submission[]; unreadable: UnreadableFile[] }> {
  const submissions: Submission[] = [];
  const unreadable: UnreadableFile[] = [];
  for (const file of files) {
    try {
      const entries = entriesOf(file, parse(await readFile(file)));
      if (entries.length === 0) unreadable.push({ source: file, problem: EMPTY });
      for (const entry of entries) {
        if (canBeSent(entry.dossier)) submissions.push(entry);
        else unreadable.push({ source: entry.source, problem: TOO_DEEP });
      }
    } catch (error) {
      unreadable.push({ source: file, problem: describe(error) });
    }
  }
  return { submissions, unreadable };
}

const EMPTY = 'không có hồ sơ nào trong tệp / there is no dossier in the file';
const TOO_DEEP = 'các trường lồng nhau quá nhiều tầng / fields are nested too deeply';

/** Written anew for the API, such a text would lose one of the two. */
class NameTwice extends Error {
  override readonly name = 'NameTwice';
  readonly field: string;

  constructor(field: string) {
    super(`${field} is named twice`);
    this.field = field;
  }
}

/** RFC 8259, section 8.1: UTF-8; a byte order mark, which some editors write, may be ignored. */
function parse(bytes: Uint8Array): unknown {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const content: unknown = JSON.parse(text);
  const name = nameTwice(text);
  if (name !== undefined) throw new NameTwice(name);
  return content;
}

function entriesOf(source: string, content: unknown): Submission[] {
  if (!Array.isArray(content)) return [{ source, dossier: content }];
  return content.map((dossier: unknown, index) => ({ source: `${source}[${index}]`, dossier }));
}

/** JSON is read without recursion but written with it: what is nested too deeply cannot be sent. */
function canBeSent(dossier: unknown): boolean {
  try {
    JSON.stringify(dossier);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const READING: Readonly<Record<string, string>> = {
  EISDIR: 'là thư mục, không phải tệp / is a folder, not a file',
  ENOENT: 'không có tệp này / there is no such file',
  EACCES: 'không có quyền đọc tệp này / there is no permission to read this file',
  ERR_ENCODING_INVALID_ENCODED_DATA:
    'không phải UTF-8, hãy lưu lại tệp bằng bảng mã UTF-8 / not UTF-8, save the file as UTF-8',
};

function describe(error: unknown): string {
  if (error instanceof SyntaxError) return `không phải JSON / not JSON: ${error.message}`;
  if (error instanceof NameTwice) {
    const { field } = error;
    return `[json-name-twice] trường "${field}" được ghi hai lần, hãy giữ lại một / field "${field}" is named twice, keep one`;
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return READING[code] ?? `không đọc được / cannot be read: ${message}`;
}
