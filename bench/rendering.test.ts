import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageText, squeezed } from '../functions/rendering/testing/page-text.ts';
import { UsageError } from '../infra/demo/arguments.ts';
import { documentOf, writeDocuments, type Length } from './rendering/documents.ts';
import { readDrawing, writeDrawing, type Drawing } from './rendering/drawing.ts';
import { open } from './rendering/ours.ts';
import { rendering } from './rendering.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ket-qua-bench-'));
  await writeDocuments(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function drawn(pages: Length): Promise<Drawing> {
  const document = documentOf(pages);
  await writeDrawing(folder, document, await (await open(folder, document))());
  return readDrawing(folder, document);
}

describe('the rendering benchmark', () => {
  it('gives the others all that the permit says, whether they break its lines or not', async () => {
    const [page, ...others] = await drawn(1);
    const { text } = await pageText(await (await open(folder, documentOf(1)))());
    expect(others).toEqual([]);
    expect(squeezed(page!.paragraphs.flatMap(({ spans }) => spans.map((span) => span.text)).join(''))).toBe(
      text,
    );
    expect(squeezed(page!.pieces.map((piece) => piece.text).join(''))).toBe(text);
    expect(page!.figures.match(/Z/g)?.length).toBeGreaterThan(300);
  });

  it('lengthens it page by page', async () => {
    expect(await drawn(10)).toHaveLength(10);
  });

  it.each(['abc', '0', '-1', '1.5', ''])('refuses to render %j times', async (times) => {
    await expect(rendering([times])).rejects.toThrow(UsageError);
  });
});
