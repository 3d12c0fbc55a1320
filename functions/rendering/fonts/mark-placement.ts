import type { Bounds, TrueTypeFont } from './truetype.ts';

/** One outline of a letter and how far it is moved, in font units. */
export interface Part {
  readonly glyph: number;
  readonly dx: number;
  readonly dy: number;
}

const HORN = 0x031b;
const BELOW = { first: 0x0323, last: 0x0333 } as const;
/** i and j lose their dot under a mark above (Unicode "soft dotted"). */
const DOTLESS: ReadonlyMap<number, number> = new Map([
  [0x69, 0x131],
  [0x6a, 0x237],
]);

/**
 * Puts the outlines of a letter and its marks together. Each mark is centred on the plain letter (the horn
 * of ơ and ư does not count) and, above, keeps a clear gap to what is already there: Tinos' own anchors push
 * the breve of ơ̆ and ư̆ into the horn and the breve of ô̆ and ê̆ into the circumflex.
 * @returns undefined when the font lacks one of the characters
 */
export function placeMarks(font: TrueTypeFont, base: number, marks: readonly number[]): Part[] | undefined {
  const above = marks.some((mark) => !isBelow(mark));
  const baseGlyph = font.glyphOf(above ? (DOTLESS.get(base) ?? base) : base);
  const plain = plainLetter(base);
  const plainGlyph = font.glyphOf(plain.codePoint);
  if (baseGlyph === undefined || plainGlyph === undefined) return undefined;

  const plainBounds = font.boundsOf(plainGlyph);
  let covered = plain.hornOnly ? plainBounds : union(plainBounds, font.boundsOf(baseGlyph));
  const parts: Part[] = [{ glyph: baseGlyph, dx: 0, dy: 0 }];
  for (const mark of marks) {
    const glyph = font.glyphOf(mark);
    if (glyph === undefined) return undefined;
    const part = placeMark(font, glyph, plainBounds, covered, isBelow(mark));
    covered = union(covered, moved(font.boundsOf(glyph), part));
    parts.push(part);
  }
  return parts;
}

function placeMark(font: TrueTypeFont, glyph: number, plain: Bounds, covered: Bounds, below: boolean): Part {
  const mark = font.boundsOf(glyph);
  const slant = Math.tan((-font.italicAngle * Math.PI) / 180);
  const gap = Math.round(font.unitsPerEm * 0.045);
  const dy = below
    ? Math.min(0, covered.yMin - gap - mark.yMax)
    : Math.round(Math.max(covered.yMax + gap - mark.yMin, plain.yMax + gap - mark.yMin));
  const lean = slant * ((mark.yMin + mark.yMax) / 2 + dy - (plain.yMin + plain.yMax) / 2);
  const centre = (plain.xMin + plain.xMax) / 2 + lean;
  return { glyph, dx: Math.round(centre - (mark.xMin + mark.xMax) / 2), dy };
}

function plainLetter(codePoint: number): { codePoint: number; hornOnly: boolean } {
  const [first, ...marks] = Array.from(String.fromCodePoint(codePoint).normalize('NFD'));
  return {
    codePoint: first?.codePointAt(0) ?? codePoint,
    hornOnly: marks.every((mark) => mark.codePointAt(0) === HORN),
  };
}

function isBelow(mark: number): boolean {
  return mark >= BELOW.first && mark <= BELOW.last;
}

function moved(bounds: Bounds, { dx, dy }: Part): Bounds {
  return {
    xMin: bounds.xMin + dx,
    yMin: bounds.yMin + dy,
    xMax: bounds.xMax + dx,
    yMax: bounds.yMax + dy,
  };
}

function union(a: Bounds, b: Bounds): Bounds {
  return {
    xMin: Math.min(a.xMin, b.xMin),
    yMin: Math.min(a.yMin, b.yMin),
    xMax: Math.max(a.xMax, b.xMax),
    yMax: Math.max(a.yMax, b.yMax),
  };
}
