/** What stands for characters that cannot stand for themselves in names and strings (ISO 32000-1 §7.3). */

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** A name's: `#` and two hexadecimal digits stand for a character (§7.3.5). */
export function unescapedName(word: string): string {
  if (!word.includes('#')) return word;
  return word.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => {
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
}

/** A literal string's (§7.3.4.2). */
export function unescapedString(source: string): string {
  return source.replaceAll(/\\([0-7]{1,3}|\r\n|[^])|\r\n?/g, (whole, escape: string | undefined) => {
    if (escape === undefined) return '\n';
    if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & 0xff);
    if (/^[\r\n]/.test(escape)) return '';
    return ESCAPES[escape] ?? whole.slice(1);
  });
}
