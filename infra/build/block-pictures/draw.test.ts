import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { encodePng } from '../../../functions/rendering/index.ts';
import { drawBlocks } from './draw.ts';
import { EXAMPLES } from './examples.ts';

const FOLDER = resolve(import.meta.dirname, '../../../docs/pictures/blocks');

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
