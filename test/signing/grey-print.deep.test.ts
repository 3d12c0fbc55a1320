import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { expect, it } from 'vitest';
import { renderPageBitmap } from '../../functions/rendering/page-image.ts';
import { SHIPPED } from '../../functions/rendering/testing/sample-input.ts';
import { openSigningDesk } from '../../functions/signing/testing/signing-desk.ts';
import { sampleRevisions } from './sample-revisions.ts';

/** Contrast that text needs on its ground, and shapes (WCAG 2.2, 1.4.3 and 1.4.11). */
const TEXT = 4.5;
const SHAPE = 3;
const [BLACK, WHITE] = [0, 1];
const WIDTH = 892;

/** Relative luminance, 0 to 1: what a grey print keeps of a colour with channels of 0 to 1. */
function luminance(...channels: number[]): number {
  const linear = channels.map((each) => (each <= 0.040_45 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
  const [red = 0, green = red, blue = red] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** The operators that set a colour, in the content of pages and of appearances; what sets none is black. */
async function coloursOf(pdf: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const pages = document.getPages().map((page) => page.node.Contents());
  const forms = document.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter((object) => object instanceof PDFRawStream)
    .filter(({ dict }) => dict.get(PDFName.of('Subtype')) === PDFName.of('Form'));
  return [...pages, ...forms]
    .filter((stream) => stream instanceof PDFRawStream)
    .map((stream) => Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'))
    .flatMap((content) => content.match(/(?:[\d.]+ )+(?:g|rg|k|sc|scn)\b|\/\w+ (?:cs|sh)\b/gi) ?? []);
}

it('printed in grey, whatever the engine and the fields draw keeps the contrast of text', async () => {
  const desk = await openSigningDesk();
  const found = new Set<string>();
  for (const template of SHIPPED) {
    const { agency } = await sampleRevisions(template, desk);
    for (const colour of await coloursOf(agency)) found.add(colour);
  }
  for (const colour of found) {
    expect(colour).toMatch(/ (?:g|rg)$/i);
    const channels = colour.split(' ').slice(0, -1).map(Number);
    expect(contrast(luminance(...channels), WHITE), colour).toBeGreaterThanOrEqual(TEXT);
  }
  expect([...found]).toContain('0 g');
});

it('printed in grey, seal and handwriting stand out from the paper, and from each other where they cross', async () => {
  const { draft, official, agency } = await sampleRevisions(SHIPPED[0], await openSigningDesk());
  const [unsigned, signed, sealed] = await Promise.all([greys(draft), greys(official), greys(agency)]);
  const handwriting = inkOf(signed.filter((grey, at) => grey < WHITE && unsigned[at] === WHITE));
  const seal = inkOf(
    sealed.filter((grey, at) => grey < WHITE && signed[at] === WHITE && unsigned[at] === WHITE),
  );
  const crossing = inkOf(sealed.filter((grey, at) => signed[at]! <= handwriting * 1.2 && grey < signed[at]!));
  expect(contrast(handwriting, WHITE)).toBeGreaterThanOrEqual(TEXT);
  expect(contrast(seal, WHITE)).toBeGreaterThanOrEqual(TEXT);
  expect(contrast(crossing, seal)).toBeGreaterThanOrEqual(SHAPE);
  expect(contrast(BLACK, seal)).toBeGreaterThanOrEqual(SHAPE);
});

/** The lower half of the first page, where the signatures are, pixel by pixel. */
async function greys(pdf: Uint8Array): Promise<Float64Array> {
  const { data, width, height } = await renderPageBitmap(pdf, 0, WIDTH);
  const channel = (at: number): number => (data[at] ?? 255) / 255;
  const half = width * Math.floor(height / 2);
  return Float64Array.from({ length: half }, (_, pixel) => {
    const at = (half + pixel) * 4;
    return luminance(channel(at), channel(at + 1), channel(at + 2));
  });
}

/** The grey of strokes without their softened edges: what the darkest tenth of their pixels reaches. */
function inkOf(greys: Float64Array): number {
  expect(greys.length).toBeGreaterThan(50);
  return greys.toSorted()[Math.floor(greys.length / 10)] ?? NaN;
}
