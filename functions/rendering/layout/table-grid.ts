import type { Inline } from './inline.ts';
import type { Align } from './line-drawing.ts';
import type { Frame } from './paragraph.ts';

/** A cell over one or more columns. */
export interface Cell {
  readonly inlines: readonly Inline[];
  readonly span: number;
  readonly align: Align;
  /** names its row */
  readonly names: boolean;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** whether it may go on over the page when it is long */
  readonly splits: boolean;
}

export interface TableContent {
  /** share of the width each column takes */
  readonly shares: readonly number[];
  readonly headings: readonly (readonly Inline[])[];
  /** headings above those of the columns; without inlines the columns' own reach up */
  readonly groups: readonly { readonly inlines: readonly Inline[] | undefined; readonly span: number }[];
  readonly rows: readonly Row[];
}

export interface TableStyle {
  readonly size: number;
  readonly padding: number;
}

/** The columns side by side, each as wide as its share of the frame. */
export function columnFrames(shares: readonly number[], frame: Frame): Frame[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let left = frame.left;
  return shares.map((share) => {
    const width = (frame.width * share) / total;
    left += width;
    return { left: left - width, width };
  });
}

/** The frame over `span` columns from the one at `from` on. */
export function spanned(frames: readonly Frame[], from: number, span: number): Frame {
  const covered = frames.slice(from, from + span);
  const left = covered[0]?.left ?? 0;
  return { left, width: covered.reduce((sum, { width }) => sum + width, 0) };
}

/** What is left of a cell inside its padding. */
export function padded({ left, width }: Frame, { padding }: TableStyle): Frame {
  return { left: left + padding, width: width - 2 * padding };
}
