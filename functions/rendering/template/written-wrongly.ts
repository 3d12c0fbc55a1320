import { z } from 'zod';
import type { Message } from '../../platform/refusal.ts';
import { inVietnamese } from './issue-in-vietnamese.ts';

type Issue = z.core.$ZodIssue;

/** What to tell the writer of a version that lacks one of its files. */
export function noFile(file: string): Message {
  return {
    vi: `${file}: không có tệp này; hãy tạo tệp trong thư mục của phiên bản.`,
    en: `there is no ${file}; create it in the version's folder`,
  };
}

/** What to tell the writer of a file that is no JSON: the line where reading stopped, and what to look for. */
export function noJson(file: string, text: string, error: SyntaxError): Message {
  const line = lineOf(text, error.message);
  return {
    vi: `${file}, dòng ${line}: chưa đúng cú pháp JSON; hãy xem dấu phẩy, dấu ngoặc và dấu nháy thẳng (") ở dòng này và dòng trên.`,
    en: `${file}, line ${line}: no JSON; see commas, brackets and straight quotes on this line and the one above`,
  };
}

/** What to tell the writer of a file that is JSON, but not of the form it must have; checked with `reportInput`. */
export function wrongForm(file: string, error: z.ZodError): Message {
  const lines = error.issues.map((issue) => `${placeOf(issue)}: ${inVietnamese(issue)}`);
  return { vi: `${file}, ${lines.join('; ')}`, en: `${file}: ${z.prettifyError(error)}` };
}

/** V8 names the line, or quotes ten characters before and after what it did not expect. */
function lineOf(text: string, message: string): number {
  const named = /\(line (\d+) column/.exec(message);
  if (named) return Number(named[1]);
  const [, before = '', quoted = ''] =
    /^Unexpected token .*?, (\.\.\.)?"(.*)"(?:\.\.\.)? is not/su.exec(message) ?? [];
  const at = before === '' ? 0 : text.indexOf(quoted) + 10;
  return text.slice(0, quoted === '' ? text.length : at).split('\n').length;
}

/** Blocks are counted as people count them. */
function placeOf({ path }: Issue): string {
  const place = path
    .map((key, index) => (index === 1 && path[0] === 'blocks' ? Number(key) + 1 : key))
    .join('.');
  return place === '' ? 'toàn tệp' : place.replace(/^blocks\./, 'khối ');
}
