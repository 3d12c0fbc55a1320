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

/** Rows and columns after which each of them begins again. */
const PERIOD = { rows: 12, columns: 6 } as const;

/** What each mask changes in a code made with mask 0, by size and level: all codes of a version reserve the same modules. */
const changes = new Map<string, readonly ModuleWords[]>();

/**
 * The modules of a code under the mask with the fewest penalty points, row by row: what the encoder would choose by
 * itself, in a small part of its time.
 * @param code made with mask 0
 */
export function bestMasked(code: QRCode): Uint8Array {
  const { size, data } = code.modules;
  const plain = wordsOf(data, size);
  const masked = { ...plain, rows: new Int32Array(plain.rows), columns: new Int32Array(plain.columns) };
  let best = { points: Infinity, rows: plain.rows };
  for (const change of changesOf(code)) {
    turn(masked.rows, plain.rows, change.rows);
    turn(masked.columns, plain.columns, change.columns);
    const points = penalty(masked, best.points);
    if (points < best.points) best = { points, rows: change.rows };
  }
  turn(masked.rows, plain.rows, best.rows);
  return modulesOf(masked);
}

/** Writes modules with some of them turned. */
function turn(to: Int32Array, from: Int32Array, change: Int32Array): void {
  for (let at = 0; at < to.length; at++) to[at] = (from[at] ?? 0) ^ (change[at] ?? 0);
}

function changesOf({ modules: { size, reservedBit }, errorCorrectionLevel }: QRCode): readonly ModuleWords[] {
  const key = `${size} ${errorCorrectionLevel.bit}`;
  const known = changes.get(key);
  if (known) return known;
  const maskable = wordsOf(
    reservedBit.map((reserved) => 1 - reserved),
    size,
  );
  const [first] = MASKS;
  const made = MASKS.map((mask, reference) => {
    const turns = (row: number, column: number) => mask(row, column) !== first(row, column);
    const { rows, columns } = patternsOf(turns);
    const change = {
      ...maskable,
      rows: maskedLines(maskable, maskable.rows, rows),
      columns: maskedLines(maskable, maskable.columns, columns),
    };
    const format = getEncodedBits(errorCorrectionLevel, reference) ^ getEncodedBits(errorCorrectionLevel, 0);
    writeFormat(change, format);
    return change;
  });
  changes.set(key, made);
  return made;
}

/** A number of bits, the lowest first, that a line repeats. */
interface Pattern {
  readonly bits: number;
  readonly length: number;
}

/** What rows and columns repeat, until they themselves do. */
function patternsOf(turns: (row: number, column: number) => boolean) {
  const rows = Array.from({ length: PERIOD.rows }, () => ({ bits: 0, length: PERIOD.columns }));
  const columns = Array.from({ length: PERIOD.columns }, () => ({ bits: 0, length: PERIOD.rows }));
  for (const [row, along] of rows.entries()) {
    for (const [column, down] of columns.entries()) {
      if (!turns(row, column)) continue;
      along.bits |= 1 << column;
      down.bits |= 1 << row;
    }
  }
  return { rows, columns };
}

/** Lines of a mask, where modules are not reserved. */
function maskedLines({ words }: ModuleWords, maskable: Int32Array, repeated: readonly Pattern[]): Int32Array {
  return maskable.map((modules, at) => {
    const pattern = repeated[Math.floor(at / words) % repeated.length];
    return pattern ? modules & wordOf(pattern, 32 * (at % words)) : 0;
  });
}

/** Thirty-two modules of a line from one of them on. */
function wordOf({ bits, length }: Pattern, first: number): number {
  const turned = first % length;
  const next = (bits >> turned) | ((bits << (length - turned)) & ((1 << length) - 1));
  let word = 0;
  for (let at = 0; at < 32; at += length) word |= next << at;
  return word;
}

/** The format's fifteen bits, down column 8 and along row 8 (ISO/IEC 18004, 7.9.1). */
function writeFormat(change: ModuleWords, format: number): void {
  const { size } = change;
  for (let bit = 0; bit < 15; bit++) {
    if (((format >> bit) & 1) === 0) continue;
    const row = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit;
    const column = bit < 8 ? size - 1 - bit : bit < 9 ? 15 - bit : 14 - bit;
    darken(change, row, 8);
    darken(change, 8, column);
  }
}

function wordsOf(modules: Uint8Array, size: number): ModuleWords {
  const words = Math.ceil(size / 32);
  const made = { size, words, rows: new Int32Array(size * words), columns: new Int32Array(size * words) };
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++, at++) if (modules[at]) darken(made, row, column);
  }
  return made;
}

function darken({ words, rows, columns }: ModuleWords, row: number, column: number): void {
  const inRow = row * words + (column >> 5);
  const inColumn = column * words + (row >> 5);
  rows[inRow] = (rows[inRow] ?? 0) | (1 << (column & 31));
  columns[inColumn] = (columns[inColumn] ?? 0) | (1 << (row & 31));
}

function modulesOf({ size, words, rows }: ModuleWords): Uint8Array {
  const modules = new Uint8Array(size * size);
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++, at++) {
      modules[at] = ((rows[row * words + (column >> 5)] ?? 0) >>> (column & 31)) & 1;
    }
  }
  return modules;
}
