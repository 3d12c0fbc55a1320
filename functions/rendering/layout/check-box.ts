import { rounded } from '../pdf/units.ts';
import { BOX_SIDE, type CheckBox } from './inline.ts';

const LINE = 0.055;
/** The tick's corners as shares of the side, from the lower left. */
const TICK = [
  [0.18, 0.52],
  [0.42, 0.24],
  [0.84, 0.8],
] as const;

/** ☐ or ☑ as lines, standing on the baseline; remembers where, for the figure's bounding box. */
export function checkBox(
  { checked, element }: CheckBox,
  left: number,
  { baseline, size }: { readonly baseline: number; readonly size: number },
): string {
  const side = BOX_SIDE * size * 0.9;
  const line = LINE * size;
  const bottom = baseline - 0.04 * size;
  element.box = { left, bottom, width: side, height: side };
  const inner = [left + line / 2, bottom + line / 2, side - line, side - line].map(rounded).join(' ');
  const [first, ...rest] = TICK.map(([x, y]) => `${rounded(left + x * side)} ${rounded(bottom + y * side)}`);
  const tick = checked
    ? ` ${rounded(line * 1.8)} w ${first} m ${rest.map((at) => `${at} l`).join(' ')} S`
    : '';
  return `q ${rounded(line)} w ${inner} re S${tick} Q`;
}
