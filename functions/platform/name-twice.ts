/**
 * The first field that an object of well-formed JSON names twice: parsers differ on which one counts (RFC 8259,
 * section 4), so that two systems could read two dossiers in one text.
 */
export function nameTwice(text: string): string | undefined {
  const open: Set<string>[] = [];
  let last = '';
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = open.at(-1);
      const name = String(JSON.parse(last));
      if (names?.has(name)) return name;
      names?.add(name);
    } else last = token;
  }
  return undefined;
}
