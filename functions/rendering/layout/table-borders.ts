import { rounded } from '../pdf/units.ts';
import type { Frame } from './paragraph.ts';

const LINE = 0.5;

/** The rules around and between the cells of a row. */
export function borders(
  frames: readonly Frame[],
  top: number,
  height: number,
  rules: { readonly top: boolean; readonly bottom: boolean },
): string {
  const left = rounded(frames[0]?.left ?? 0);
  const lastFrame = frames.at(-1);
  const right = rounded((lastFrame?.left ?? 0) + (lastFrame?.width ?? 0));
  const [upper, lower] = [rounded(top), rounded(top - height)];
  const verticals = [...frames.map((frame) => rounded(frame.left)), right];
  const paths = verticals.map((x) => `${x} ${upper} m ${x} ${lower} l`);
  if (rules.top) paths.push(`${left} ${upper} m ${right} ${upper} l`);
  if (rules.bottom) paths.push(`${left} ${lower} m ${right} ${lower} l`);
  return `${LINE} w 2 J ${paths.join(' ')} S 0 J`;
}

interface HeadCell {
  readonly frame: Frame;
  readonly reachesUp?: boolean;
}

/** The rules of a head of one or two rows: a box around each heading. */
export function headBorders(
  above: readonly HeadCell[],
  below: readonly HeadCell[],
  at: { readonly top: number; readonly upperHeight: number; readonly height: number },
): string {
  const bottom = at.top - at.height;
  const middle = at.top - at.upperHeight;
  const boxes = [
    ...above.map(({ frame }) => box(frame, middle, at.top)),
    ...below.map(({ frame, reachesUp }) => box(frame, bottom, reachesUp ? at.top : middle)),
  ];
  return `${LINE} w 2 J ${boxes.join(' ')} S 0 J`;
}

function box({ left, width }: Frame, bottom: number, top: number): string {
  return `${rounded(left)} ${rounded(bottom)} ${rounded(width)} ${rounded(top - bottom)} re`;
}
