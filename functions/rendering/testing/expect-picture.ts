import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'vitest';
import type { Bitmap } from '../png.ts';
import { decodeIndexed, encodeIndexed, indexed, type IndexedPicture } from './palette-png.ts';
import { changedPixels, difference } from './picture-difference.ts';

const ROOT = join(import.meta.dirname, '../../..');
const GOLDEN = join(ROOT, 'functions/rendering/golden');
const DIFFERENCES = join(ROOT, '.local/differences');
const NOTHING: IndexedPicture = { width: 0, height: 0, pixels: new Uint8Array() };

/**
 * Expects a page to look as it was looked at and committed in `golden/<name>.png`, to the pixel: PDFium runs as
 * WebAssembly of one version, the same everywhere. What differs is shown in `.local/differences`; with `vitest -u`
 * the page is taken as it is now.
 */
export function expectPicture(name: string, bitmap: Bitmap): void {
  const file = join(GOLDEN, `${name}.png`);
  const actual = indexed(bitmap);
  const expected = existsSync(file) ? decodeIndexed(readFileSync(file)) : NOTHING;
  const changed = changedPixels(expected, actual);
  if (changed === 0) return;
  if (expect.getState().snapshotState.snapshotUpdateState === 'all') write(file, actual);
  else expect.fail(`${changed} pixels of ${name} are not as approved: ${show(name, expected, actual)}`);
}

/** Writes both pictures and what differs, and says where they lie. */
function show(name: string, expected: IndexedPicture, actual: IndexedPicture): string {
  const pictures = { expected, actual, difference: difference(expected, actual) };
  const files = Object.entries(pictures).map(([kind, picture]) => {
    const file = join(DIFFERENCES, `${name.replaceAll('/', '-')}-${kind}.png`);
    write(file, picture);
    return relative(ROOT, file);
  });
  return files.join(', ');
}

function write(file: string, picture: IndexedPicture): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encodeIndexed(picture));
}
