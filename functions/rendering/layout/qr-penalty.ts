const RUN_POINTS = 3;
const BLOCK_POINTS = 3;
const FINDER_POINTS = 40;
/** Modules of a finder pattern and of the light ones beside it, along a line. */
const FINDER = 7;
const LIGHT = 4;
const SHARE = { step: 5, points: 10 } as const;

/**
 * The modules of a code, thirty-two in a word, the lowest bit first. Both ways, so that modules that follow each other
 * along a line lie in words that follow each other, and all lines are looked at together.
 */
export interface ModuleWords {
  readonly size: number;
  /** words of a line */
  readonly words: number;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

/** Penalty points of a masked code (ISO/IEC 18004, 7.8.3.1), or more than `enough` once there are as many. */
export function penalty({ size, words, rows, columns }: ModuleWords, enough: number): number {
  let points = sharePoints(rows, size) + blocks(rows, size, words) * BLOCK_POINTS;
  if (points < enough) points += alongLines(columns, size, words);
  if (points < enough) points += alongLines(rows, size, words);
  return points;
}

/** Runs of one colour, and what looks like a finder pattern beside light modules, across all lines of words. */
function alongLines(lines: Int32Array, size: number, words: number): number {
  let points = 0;
  const finders = new Int32Array(size);
  const lights = new Int32Array(size);
  for (let word = 0; word < words; word++) {
    const valid = validBits(size, word);
    let [same1, same2, same3, run] = [0, 0, 0, 0];
    let [x1, x2, x3, x4, x5, x6] = [0, 0, 0, 0, 0, 0];
    for (let at = 0; at < size; at++) {
      const x = lines[at * words + word] ?? 0;
      const same = at === 0 ? 0 : ~(x ^ x1) & valid;
      const five = same & same1 & same2 & same3;
      if (five !== 0) points += ones(five) + (RUN_POINTS - 1) * ones(five & ~run);
      [same1, same2, same3, run] = [same, same1, same2, five];
      const finder = at < FINDER - 1 ? 0 : x & ~x1 & x2 & x3 & x4 & ~x5 & x6;
      const light = at < LIGHT - 1 ? 0 : ~(x | x1 | x2 | x3) & valid;
      finders[at] = finder;
      lights[at] = light;
      const before = at < FINDER ? 0 : finder & (lights[at - FINDER] ?? 0);
      const behind = at < LIGHT ? 0 : light & (finders[at - LIGHT] ?? 0);
      if (before !== 0) points += FINDER_POINTS * ones(before);
      if (behind !== 0) points += FINDER_POINTS * ones(behind);
      [x1, x2, x3, x4, x5, x6] = [x, x1, x2, x3, x4, x5];
    }
  }
  return points;
}

/** Two by two modules of one colour. */
function blocks(rows: Int32Array, size: number, words: number): number {
  let count = 0;
  for (let word = 0; word < words; word++) {
    const valid = validBits(size, word) & (word === 0 ? ~1 : ~0);
    let above = 0;
    let aboveLeft = 0;
    for (let row = 0; row < size; row++) {
      const at = row * words + word;
      const x = rows[at] ?? 0;
      const left = (x << 1) | (word === 0 ? 0 : (rows[at - 1] ?? 0) >>> 31);
      if (row > 0) count += ones(~((x ^ left) | (x ^ above) | (x ^ aboveLeft)) & valid);
      above = x;
      aboveLeft = left;
    }
  }
  return count;
}

/** How far the dark modules are from a half. */
function sharePoints(rows: Int32Array, size: number): number {
  let dark = 0;
  for (const word of rows) dark += ones(word);
  return Math.abs(Math.ceil((dark * 100) / size ** 2 / SHARE.step) - 10) * SHARE.points;
}

/** The bits of a line's word that are modules. */
function validBits(size: number, word: number): number {
  const left = size - 32 * word;
  return left >= 32 ? ~0 : (1 << left) - 1;
}

/** How many bits are set. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
