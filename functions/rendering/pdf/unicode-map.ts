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
  /** that of the first code */
  readonly letter: string;
}

/** Entries of a /ToUnicode map (ISO 32000-1, 9.10.3) for letters whose codes follow each other. */
export function unicodeEntries(letters: readonly Glyph[], firstCode: number): string {
  const ranges = rangesOf(letters, firstCode);
  const single = ranges.filter(({ first, last }) => first === last);
  const long = ranges.filter(({ first, last }) => first < last);
  return (
    blocks(
      'bfchar',
      single.map(({ first, letter }) => `<${hexUnit(first)}><${utf16(letter)}>\n`),
    ) +
    blocks(
      'bfrange',
      long.map(({ first, last, letter }) => `<${hexUnit(first)}><${hexUnit(last)}><${utf16(letter)}>\n`),
    )
  );
}

function rangesOf(letters: readonly Glyph[], firstCode: number): Range[] {
  const ranges: Range[] = [];
  let range: Range | undefined;
  for (const [index, { letter }] of letters.entries()) {
    const code = firstCode + index;
    if (range && goesOn(range, code, letter)) {
      range.last = code;
    } else {
      range = { first: code, last: code, letter };
      ranges.push(range);
    }
  }
  return ranges;
}

/** Only the last byte changes within a range, of the code and of the letter, which is one code unit. */
function goesOn({ first, letter }: Range, code: number, next: string): boolean {
  const [from, to] = [letter.charCodeAt(0), next.charCodeAt(0)];
  const isUnits = letter.length === 1 && next.length === 1;
  return isUnits && to - from === code - first && code >> 8 === first >> 8 && to >> 8 === from >> 8;
}

function blocks(kind: 'bfchar' | 'bfrange', entries: readonly string[]): string {
  let map = '';
  for (let at = 0; at < entries.length; at += ENTRIES_PER_BLOCK) {
    const block = entries.slice(at, at + ENTRIES_PER_BLOCK);
    map += `${block.length} begin${kind}\n${block.join('')}end${kind}\n`;
  }
  return map;
}

/** A letter in UTF-16BE. */
function utf16(letter: string): string {
  let units = '';
  for (let at = 0; at < letter.length; at++) units += hexUnit(letter.charCodeAt(at));
  return units;
}

function hexUnit(unit: number): string {
  return unit.toString(16).padStart(4, '0');
}
