/** A page has no place for a generated part, or names one nobody generates. */
export class PageMalformed extends Error {
  override readonly name = 'PageMalformed';
}

const PLACE = /<!-- generated: (\w+) -->\n[^]*?<!-- end of \1 -->/g;

/**
 * Puts generated parts into the places a page marks for them: `<!-- generated: name -->` to `<!-- end of name -->`.
 * @throws {PageMalformed}
 */
export function fillPage(page: string, parts: Readonly<Record<string, string>>): string {
  return page.replaceAll(PLACE, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new PageMalformed(`nobody generates "${name}"`);
    return `<!-- generated: ${name} -->\n${part}\n<!-- end of ${name} -->`;
  });
}
