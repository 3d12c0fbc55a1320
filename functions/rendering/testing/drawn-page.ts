import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  type PDFPage,
} from 'pdf-lib';
import { readUnicodeMap } from './read-unicode-map.ts';

/** A rectangle in points, origin at the page's lower left corner. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** One letter where a page's content stream draws it. */
export interface DrawnLetter {
  readonly letter: string;
  readonly left: number;
  readonly width: number;
  readonly baseline: number;
  readonly size: number;
  readonly face: string;
  /** repeated heads and page numbers, which are no content */
  readonly artifact: boolean;
}

/** What a page draws, read back from the file. */
export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  readonly letters: readonly DrawnLetter[];
  readonly lines: readonly Box[];
  /** boxes of figures: pictures, bar codes, check boxes */
  readonly filled: readonly Box[];
  readonly fields: ReadonlyMap<string, Box>;
}

interface ReadFont {
  readonly letters: ReadonlyMap<number, string>;
  readonly widths: readonly number[];
}

const key = (name: string): PDFName => PDFName.of(name);
const IN_STRING = String.raw`\\[^]|[^\\()]`;
const STRINGS_AND_KERNS = new RegExp(String.raw`\(((?:${IN_STRING})*)\)|([-\d.]+)`, 'g');
const NUMBER = String.raw`-?\d*\.?\d+`;
/** The operators the engine writes, in the order they stand. */
const OPERATORS = new RegExp(
  [
    String.raw`(?<open>BDC)|(?<close>EMC)`,
    String.raw`(?<artifact>/Artifact)`,
    String.raw`(?<x>${NUMBER}) (?<y>${NUMBER}) Td`,
    String.raw`/(?<font>\w+) (?<size>${NUMBER}) Tf`,
    String.raw`\[(?<array>(?:\((?:${IN_STRING})*\)|[-\d.])*)\]TJ`,
    String.raw`\((?<string>(?:${IN_STRING})*)\)Tj`,
    String.raw`(?<x1>${NUMBER}) (?<y1>${NUMBER}) m (?<x2>${NUMBER}) (?<y2>${NUMBER}) l`,
    String.raw`q (?<a>${NUMBER}) 0 0 (?<d>${NUMBER}) (?<e>${NUMBER}) (?<f>${NUMBER}) cm`,
    String.raw`(?<rx>${NUMBER}) (?<ry>${NUMBER}) (?<rw>${NUMBER}) (?<rh>${NUMBER}) re`,
    String.raw`(?<restore>\bQ\b)`,
  ].join('|'),
  'g',
);

/** Reads letters, rules, figures and fields of every page. */
export async function drawnPages(pdf: Uint8Array): Promise<DrawnPage[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.getPages().map((page) => drawnPage(page));
}

function drawnPage(page: PDFPage): DrawnPage {
  const fonts = readFonts(page);
  const letters: DrawnLetter[] = [];
  const lines: Box[] = [];
  const filled: Box[] = [];
  let [left, baseline, size, face, artifact] = [0, 0, 0, '', false];
  let scale = { x: 1, y: 1, left: 0, bottom: 0 };
  const show = (codes: string): void => {
    const font = fonts.get(face);
    const bytes = Buffer.from(
      codes.replaceAll(/\\([^])/g, (_, at: string) => (at === 'r' ? '\r' : at)),
      'latin1',
    );
    for (let at = 0; at < bytes.length; at += 2) {
      const code = bytes.readUInt16BE(at);
      const width = ((font?.widths[code] ?? 0) * size) / 1000;
      letters.push({ letter: font?.letters.get(code) ?? '', left, width, baseline, size, face, artifact });
      left += width;
    }
  };
  const content = page.node.lookup(key('Contents'));
  for (const { groups: found = {} } of streamText(content).matchAll(OPERATORS)) {
    const number = (name: string): number => Number(found[name]);
    if (found.artifact) artifact = true;
    else if (found.close) artifact = false;
    else if (found.x) [left, baseline] = [number('x'), number('y')];
    else if (found.font) [face, size] = [found.font, number('size')];
    else if (found.array !== undefined) {
      for (const [, codes, kern] of found.array.matchAll(STRINGS_AND_KERNS)) {
        if (codes === undefined) left -= (Number(kern) * size) / 1000;
        else show(codes);
      }
    } else if (found.string) show(found.string);
    else if (found.x1) lines.push(box(number('x1'), number('y1'), number('x2'), number('y2')));
    else if (found.a) scale = { x: number('a'), y: number('d'), left: number('e'), bottom: number('f') };
    else if (found.restore) scale = { x: 1, y: 1, left: 0, bottom: 0 };
    else if (found.rx) {
      const [x, y] = [scale.left + number('rx') * scale.x, scale.bottom + number('ry') * scale.y];
      filled.push(box(x, y, x + number('rw') * scale.x, y + number('rh') * scale.y));
    }
  }
  return { ...page.getSize(), letters, lines, filled, fields: readFields(page) };
}

function box(x1: number, y1: number, x2: number, y2: number): Box {
  return {
    left: Math.min(x1, x2),
    bottom: Math.min(y1, y2),
    right: Math.max(x1, x2),
    top: Math.max(y1, y2),
  };
}

function readFields(page: PDFPage): Map<string, Box> {
  const fields = new Map<string, Box>();
  for (const widget of page.node.Annots()?.asArray() ?? []) {
    const dictionary = page.doc.context.lookup(widget, PDFDict);
    const name = String(dictionary.get(key('T'))).slice(1, -1);
    const { x, y, width, height } = dictionary.lookup(key('Rect'), PDFArray).asRectangle();
    fields.set(name, box(x, y, x + width, y + height));
  }
  return fields;
}

function readFonts(page: PDFPage): Map<string, ReadFont> {
  const fonts = page.node.Resources()?.lookup(key('Font'), PDFDict);
  return new Map(
    fonts?.entries().map(([name]) => {
      const font = fonts.lookup(name, PDFDict);
      const descendant = font.lookup(key('DescendantFonts'), PDFArray).lookup(0, PDFDict);
      const widths = descendant.lookup(key('W'), PDFArray).lookup(1, PDFArray);
      return [
        name.decodeText(),
        {
          letters: readUnicodeMap(streamText(font.lookup(key('ToUnicode')))),
          widths: Array.from({ length: widths.size() }, (_, at) => widths.lookup(at, PDFNumber).asNumber()),
        },
      ];
    }) ?? [],
  );
}

function streamText(stream: unknown): string {
  if (!(stream instanceof PDFRawStream)) throw new Error('no stream');
  return Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
}
