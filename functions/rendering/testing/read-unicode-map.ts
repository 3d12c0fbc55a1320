/** What the codes of a font's /ToUnicode map stand for: letters and ranges of letters. */
export function readUnicodeMap(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, code = '', utf16 = ''] of map.matchAll(/^<(\w{4})><(\w+)>$/gm)) {
    letters.set(Number.parseInt(code, 16), Buffer.from(utf16, 'hex').swap16().toString('utf16le'));
  }
  for (const [, from = '', to = '', letter = ''] of map.matchAll(/^<(\w{4})><(\w{4})><(\w{4})>$/gm)) {
    const [first = 0, last = 0, unicode = 0] = [from, to, letter].map((digits) =>
      Number.parseInt(digits, 16),
    );
    for (let code = first; code <= last; code++) {
      letters.set(code, String.fromCharCode(unicode + code - first));
    }
  }
  return letters;
}
