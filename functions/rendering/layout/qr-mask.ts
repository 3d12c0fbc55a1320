import type { QRCode } from 'qrcode';
import { getEncodedBits } from 'qrcode/lib/core/format-info.js';
import { penalty, type ModuleWords } from './qr-penalty.ts';

/** ISO/IEC 18004, table 10, by their references. */
const MASKS = [
  (row: number, column: number) => (row + column) % 2 === 0,
  (row: number) => row % 2 === 0,
  (_: number, column: number) => column % 3 === 0,
  (row: number, column: number) => (row + column) % 3 === 0,
  (row: number, column: number) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row: number, column: number) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row: number, column: number) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row: number, column: number) => (((row * column) % 3) + ((row + column) % 2)) % 2 === 0,
] as const;

type Words = Int32Array | Uint8Array;

/** What a mask changes in a code made with mask 0. */
interface Change extends ModuleWords {
  /** 1 where a module turns, row by row */
  readonly modules: Uint8Array;
}

/** The changes of all masks, by size and level: a version has its reserved modules where all its codes have them. */
const changes = new Map<string, readonly Change[]>();

/**
 * The modules of a code under the mask with the fewest penalty points, row by row: what the encoder would choose by
 * itself, in a small part of its time.
 * @param code made with mask 0
 */
export function bestMasked(code: QRCode): Uint8Array {
  const { size, data } = code.modules;
  const plain = wordsOf(data, size);
  const masked = { ...plain, rows: new Int32Array(plain.rows), columns: new Int32Array(plain.columns) };
  let best: { points: number; modules: Uint8Array } = { points: Infinity, modules: data };
  for (const change of changesOf(code)) {
    turn(masked.rows, plain.rows, change.rows);
    turn(masked.columns, plain.columns, change.columns);
    const points = penalty(masked, best.points);
    if (points < best.points) best = { points, modules: change.modules };
  }
  const modules = new Uint8Array(data.length);
  turn(modules, data, best.modules);
  return modules;
}

/** Writes modules with some of them turned; bit by bit, whether one or many stand in a number. */
function turn(to: Words, from: Words, change: Words): void {
  for (let at = 0; at < to.length; at++) to[at] = (from[at] ?? 0) ^ (change[at] ?? 0);
}

function changesOf({ modules: { size, reservedBit }, errorCorrectionLevel }: QRCode): readonly Change[] {
  const key = `${size} ${errorCorrectionLevel.bit}`;
  const known = changes.get(key);
  if (known) return known;
  const [first] = MASKS;
  const made = MASKS.map((mask, reference) => {
    const modules = Uint8Array.from(reservedBit, (reserved, at) => {
      const [row, column] = [Math.floor(at / size), at % size];
      return reserved ? 0 : Number(mask(row, column) !== first(row, column));
    });
    const format = getEncodedBits(errorCorrectionLevel, reference) ^ getEncodedBits(errorCorrectionLevel, 0);
    writeFormat(modules, size, format);
    return { ...wordsOf(modules, size), modules };
  });
  changes.set(key, made);
  return made;
}

/** The format's fifteen bits, down column 8 and along row 8 (ISO/IEC 18004, 7.9.1). */
function writeFormat(modules: Uint8Array, size: number, format: number): void {
  for (let bit = 0; bit < 15; bit++) {
    const dark = (format >> bit) & 1;
    const row = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit;
    const column = bit < 8 ? size - 1 - bit : bit < 9 ? 15 - bit : 14 - bit;
    modules[row * size + 8] = dark;
    modules[8 * size + column] = dark;
  }
}

function wordsOf(modules: Uint8Array, size: number): ModuleWords {
  const words = Math.ceil(size / 32);
  const rows = new Int32Array(size * words);
  const columns = new Int32Array(size * words);
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++, at++) {
      const dark = modules[at] ?? 0;
      const [inRow, inColumn] = [row * words + (column >> 5), column * words + (row >> 5)];
      rows[inRow] = (rows[inRow] ?? 0) | (dark << (column & 31));
      columns[inColumn] = (columns[inColumn] ?? 0) | (dark << (row & 31));
    }
  }
  return { size, words, rows, columns };
}
