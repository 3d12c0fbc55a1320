import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  drawnPages,
  type Box,
  type DrawnLetter,
  type DrawnPage,
} from '../../functions/rendering/testing/drawn-page.ts';
import { round } from '../benchmark.ts';
import { READ_ONCE } from './contender.ts';

const span = z.object({
  text: z.string(),
  face: z.enum(['Regular', 'Bold', 'Italic', 'BoldItalic']),
  size: z.number(),
});

/** Lengths in points, places from the page's upper left corner. */
const drawing = z.array(
  z.object({
    width: z.number(),
    height: z.number(),
    /** text to be broken into lines */
    paragraphs: z.array(
      z.object({
        left: z.number(),
        /** of the first line */
        baseline: z.number(),
        width: z.number(),
        indent: z.number(),
        /** from one baseline to the next */
        leading: z.number(),
        align: z.enum(['left', 'center', 'justify']),
        spans: z.array(span),
      }),
    ),
    /** the same text where its lines were broken: what stands together without a widened space */
    pieces: z.array(span.extend({ left: z.number(), baseline: z.number() })),
    /** strokes and filled boxes as SVG's path data */
    rules: z.string(),
    figures: z.string(),
  }),
);

/** What pages show, for those who do not know templates. */
export type Drawing = z.infer<typeof drawing>;
type Span = z.infer<typeof span>;
type Paragraph = Drawing[number]['paragraphs'][number];

/** Positions are read back from numbers of two digits. */
const TOLERANCE = 0.1;

/** Which applicant's document is drawn. */
interface Drawn {
  readonly folder: string;
  readonly document: string;
  readonly number: number;
}

/** Reads back from a rendered file what its pages show. */
export async function writeDrawing({ folder, document, number }: Drawn, pdf: Uint8Array): Promise<void> {
  const pages = (await drawnPages(pdf)).map((page) => drawingOf(page));
  await writeFile(fileOf(folder, document, number), JSON.stringify(pages));
}

export async function readDrawing(folder: string, document: string, number: number): Promise<Drawing> {
  return drawing.parse(JSON.parse(await readFile(fileOf(folder, document, number), 'utf8')), READ_ONCE);
}

/** Where the drawing of one applicant's document lies. */
function fileOf(folder: string, document: string, number: number): string {
  return path.join(folder, `${document}.${number}.drawing.json`);
}

function drawingOf({ width, height, letters, lines: rules, filled }: DrawnPage): Drawing[number] {
  const lines = split(letters, (last, next) => last.baseline !== next.baseline || !follows(last, next));
  // The engine draws the space a line was broken at: a line that ends without one is its paragraph's last.
  const paragraphs = split(lines, (last, next) => !goesOn(last, next));
  const pieces = split(letters, (last, next) => !isSameSpan(last, next) || !touches(last, next));
  return {
    width,
    height,
    paragraphs: paragraphs.map((own) => paragraphOf(own, height)),
    pieces: pieces.flatMap((own) =>
      spansOf(own).map((each) => ({ ...each, left: leftOf(own), baseline: height - baselineOf(own) })),
    ),
    rules: rules.map((line) => strokeOf(line, height)).join(''),
    figures: filled.map((box) => outlineOf(box, height)).join(''),
  };
}

/** Parts of a list, each ending before an entry that breaks off from the one before it. */
function split<Entry>(list: readonly Entry[], breaks: (last: Entry, next: Entry) => boolean): Entry[][] {
  const parts: Entry[][] = [];
  for (const [index, entry] of list.entries()) {
    const last = list[index - 1];
    if (last === undefined || breaks(last, entry)) parts.push([entry]);
    else parts.at(-1)?.push(entry);
  }
  return parts;
}

function touches(last: DrawnLetter, next: DrawnLetter): boolean {
  return last.baseline === next.baseline && Math.abs(next.left - last.left - last.width) < TOLERANCE;
}

/** Beside the last letter, or after a space that is widened by less than an em. */
function follows(last: DrawnLetter, next: DrawnLetter): boolean {
  const gap = next.left - last.left - last.width;
  return last.letter === ' ' ? gap > -TOLERANCE && gap < last.size : touches(last, next);
}

/** A line that goes on below, in the same size. */
function goesOn(last: readonly DrawnLetter[], next: readonly DrawnLetter[]): boolean {
  const step = baselineOf(last) - baselineOf(next);
  const size = last[0]?.size ?? 0;
  return last.at(-1)?.letter === ' ' && step > 0 && step < 1.5 * size && next[0]?.size === size;
}

function isSameSpan(last: DrawnLetter, next: DrawnLetter): boolean {
  return last.face === next.face && last.size === next.size;
}

function paragraphOf(lines: readonly (readonly DrawnLetter[])[], height: number): Paragraph {
  const lefts = lines.map(leftOf);
  const left = Math.min(...lefts);
  const right = Math.max(...lines.map(rightOf));
  const [first = 0, second = first] = lines.map(baselineOf);
  const [indented = left, ...others] = lefts;
  const isJustified = lines.some((line) => split(line, (last, next) => !touches(last, next)).length > 1);
  const isCentred = others.some((each) => each - left > TOLERANCE);
  return {
    left,
    baseline: height - first,
    // pdfkit wants room for the space a line is broken at.
    width: right - left + (lines[0]?.[0]?.size ?? 0) / 4,
    indent: isCentred ? 0 : indented - left,
    leading: first - second,
    align: isJustified ? 'justify' : isCentred ? 'center' : 'left',
    spans: spansOf(withoutLastSpace(lines.flat())),
  };
}

function withoutLastSpace(letters: readonly DrawnLetter[]): readonly DrawnLetter[] {
  return letters.at(-1)?.letter === ' ' ? letters.slice(0, -1) : letters;
}

function spansOf(letters: readonly DrawnLetter[]): Span[] {
  return split(letters, (last, next) => !isSameSpan(last, next)).map((own) => ({
    text: own.map(({ letter }) => letter).join(''),
    face: span.shape.face.parse(own[0]?.face),
    size: own[0]?.size ?? 0,
  }));
}

function leftOf([first]: readonly DrawnLetter[]): number {
  return first?.left ?? 0;
}

function rightOf(line: readonly DrawnLetter[]): number {
  const last = line.findLast(({ letter }) => letter !== ' ');
  return last ? last.left + last.width : 0;
}

function baselineOf([first]: readonly DrawnLetter[]): number {
  return first?.baseline ?? 0;
}

function strokeOf({ left, bottom, right, top }: Box, height: number): string {
  return `M${round(left, 2)} ${round(height - bottom, 2)}L${round(right, 2)} ${round(height - top, 2)}`;
}

function outlineOf({ left, bottom, right, top }: Box, height: number): string {
  const [x, y] = [round(left, 2), round(height - top, 2)];
  const [width, depth] = [round(right - left, 2), round(top - bottom, 2)];
  return `M${x} ${y}h${width}v${depth}h${-width}Z`;
}
