import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { encodePng } from '../../../functions/rendering/index.ts';
import { fillPage } from '../workflow-docs/fill-page.ts';
import { decreeScheme } from './decree-layout.ts';
import { drawBlocks } from './draw.ts';
import { EXAMPLES } from './examples.ts';
import { referenceParts } from './reference.ts';

const DOCS = resolve(import.meta.dirname, '../../../docs');
const FOLDER = resolve(DOCS, 'pictures/blocks');

it('the pictures of the block reference show what the engine draws (else: npm run docs)', async () => {
  for (const [name, picture] of await drawBlocks()) {
    const kept = readFileSync(resolve(FOLDER, `${name}.png`));
    // Width and height; the pixels are compared by the engine's own tests, another PDFium shifts edges.
    expect([kept.readUInt32BE(16), kept.readUInt32BE(20)], name).toEqual([picture.width, picture.height]);
    expect(encodePng(picture).length / kept.length, name).toBeCloseTo(1, 1);
  }
  expect(readdirSync(FOLDER).toSorted()).toEqual(
    Object.keys(EXAMPLES)
      .map((name) => `${name}.png`)
      .toSorted(),
  );
});

it('every block is in the reference with its picture and what to write for it (else: npm run docs)', () => {
  const page = readFileSync(resolve(DOCS, 'documents.md'), 'utf8');
  for (const name of Object.keys(EXAMPLES)) {
    expect(page, name).toContain(`pictures/blocks/${name}.png`);
    expect(page, name).toContain(`### \`${name}\``);
  }
  expect(fillPage(page, referenceParts())).toBe(page);
  expect(readFileSync(resolve(DOCS, 'pictures/decree-scheme.svg'), 'utf8')).toBe(decreeScheme());
});
