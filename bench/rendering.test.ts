import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageText, squeezed } from '../functions/rendering/testing/page-text.ts';
import { UsageError } from '../infra/demo/arguments.ts';
import type { Open } from './rendering/contender.ts';
import { documentOf, type Length } from './rendering/documents.ts';
import { readDrawing, writeDrawing, type Drawing } from './rendering/drawing.ts';
import { start } from './rendering/ours.ts';
import { writeDocuments } from './rendering/write-documents.ts';
import { rendering } from './rendering.ts';

let folder: string;
let open: Open;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ket-qua-bench-'));
  await writeDocuments(folder);
  open = await start(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function drawn(pages: Length): Promise<{ pdf: Uint8Array; drawing: Drawing }> {
  const document = documentOf(pages);
  const pdf = await (await open(document, 1))();
  await writeDrawing({ folder, document, number: 0 }, pdf);
  return { pdf, drawing: await readDrawing(folder, document, 0) };
}

describe('the rendering benchmark', () => {
  it('gives the others all that the permit says, whether they break its lines or not', async () => {
    const { pdf, drawing } = await drawn(1);
    const [page, ...others] = drawing;
    const { text } = await pageText(pdf);
    expect(others).toEqual([]);
    expect(squeezed(page!.paragraphs.flatMap(({ spans }) => spans.map((span) => span.text)).join(''))).toBe(
      text,
    );
    expect(squeezed(page!.pieces.map((piece) => piece.text).join(''))).toBe(text);
    expect(page!.figures.match(/Z/g)?.length).toBeGreaterThan(200);
  });

  it('is drawn for other people each time', async () => {
    const render = await open(documentOf(1), 2);
    const texts = [await render(), await render(), await render()].map(
      async (pdf) => (await pageText(pdf)).text,
    );
    const [first, second, third] = await Promise.all(texts);
    expect(second).not.toBe(first);
    expect(third).toBe(first);
  });

  it('lengthens it page by page', async () => {
    expect((await drawn(10)).drawing).toHaveLength(10);
  });

  it.each(['abc', '0', '-1', '1.5', ''])('refuses to render %j times', async (times) => {
    await expect(rendering([times])).rejects.toThrow(UsageError);
  });
});
