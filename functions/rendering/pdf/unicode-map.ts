import type { Glyph } from '../fonts/face.ts';

const ENTRIES_PER_BLOCK = 100;

export const UNICODE_MAP_START =
  '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
  '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n' +
  '/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n' +
  '1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n';
export const UNICODE_MAP_END = 'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend';

/** Letters that follow each other in Unicode as their codes do. */
interface Range {
  readonly first: number;
  last: number;
  /** the first letter, where it is one code unit */
  readonly letter: number;
  /** the same in UTF-16BE, hexadecimal */
  readonly unicode: string;
}

/** Entries of a /ToUnicode map (ISO 32000-1, 9.10.3) for letters whose codes follow each other. */
export function unicodeEntries(letters: readonly Glyph[], firstCode: number): string {
  const ranges = rangesOf(letters, firstCode);
  const single = ranges.filter(({ first, last }) => first === last);
  const long = ranges.filter(({ first, last }) => first < last);
  return (
    blocks(
      'bfchar',
      single.map(({ first, unicode }) => `<${hexCode(first)}><${unicode}>\n`),
    ) +
    blocks(
      'bfrange',
      long.map(({ first, last, unicode }) => `<${hexCode(first)}><${hexCode(last)}><${unicode}>\n`),
    )
  );
}

function rangesOf(letters: readonly Glyph[], firstCode: number): Range[] {
  const ranges: Range[] = [];
  let range: Range | undefined;
  for (const [index, { unicode }] of letters.entries()) {
    const code = firstCode + index;
    const letter = unicode.length === 4 ? Number.parseInt(unicode, 16) : Number.NaN;
    if (range && goesOn(range, code, letter)) {
      range.last = code;
    } else {
      range = { first: code, last: code, letter, unicode };
      ranges.push(range);
    }
  }
  return ranges;
}

/** Only the last byte changes within a range, of the code and of the letter. */
function goesOn({ first, letter }: Range, code: number, next: number): boolean {
  return next - letter === code - first && code >> 8 === first >> 8 && next >> 8 === letter >> 8;
}

function blocks(kind: 'bfchar' | 'bfrange', entries: readonly string[]): string {
  let map = '';
  for (let at = 0; at < entries.length; at += ENTRIES_PER_BLOCK) {
    const block = entries.slice(at, at + ENTRIES_PER_BLOCK);
    map += `${block.length} begin${kind}\n${block.join('')}end${kind}\n`;
  }
  return map;
}

function hexCode(code: number): string {
  return code.toString(16).padStart(4, '0');
}
