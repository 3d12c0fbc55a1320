import { z } from 'zod';
import { drawnPages, type Box, type DrawnLetter, type DrawnPage } from '../../functions/rendering/testing/drawn-page.ts';
import { round } from '../benchmark.ts';

const run = z.object({
  text: z.string(),
  face: z.enum(['Regular', 'Bold', 'Italic', 'BoldItalic']),
  size: z.number(),
  /** in points from the page's left edge and from its top */
  left: z.number(),
  baseline: z.number(),
  /** what each space is widened by, in points */
  stretch: z.number(),
});

/** What stands on a page and where, for those who do not lay it out themselves; paths are SVG's. */
export const drawing = z.array(
  z.object({ width: z.number(), height: z.number(), runs: z.array(run), rules: z.string(), figures: z.string() }),
);

export type Drawing = z.infer<typeof drawing>;
type Run = z.infer<typeof run>;

/** Reads back from a rendered file what its pages show. */
export async function drawingOf(pdf: Uint8Array): Promise<Drawing> {
  return (await drawnPages(pdf)).map((page) => ({
    width: page.width,
    height: page.height,
    runs: runsOf(page),
    rules: page.lines.map((line) => ruleIn(page, line)).join(''),
    figures: page.filled.map((box) => boxIn(page, box)).join(''),
  }));
}

/** Letters beside each other in one face; a gap that is no space widened as the others are begins another run. */
function runsOf({ letters, height }: DrawnPage): Run[] {
  const runs: Run[] = [];
  let last: DrawnLetter | undefined;
  let open: Run | undefined;
  for (const letter of letters) {
    const gap = last ? letter.left - last.left - last.width : 0;
    const continues =
      open !== undefined &&
      last?.face === letter.face &&
      last.size === letter.size &&
      last.baseline === letter.baseline &&
      (last.letter === ' ' ? isStretch(open, gap) : Math.abs(gap) < TOLERANCE);
    if (open && continues) {
      if (last?.letter === ' ' && !open.text.trimEnd().includes(' ')) open.stretch = gap;
      open.text += letter.letter;
    } else {
      open = {
        text: letter.letter,
        face: run.shape.face.parse(letter.face),
        size: letter.size,
        left: letter.left,
        baseline: height - letter.baseline,
        stretch: 0,
      };
      runs.push(open);
    }
    last = letter;
  }
  return runs.map((each) => ({ ...each, text: each.text.trimEnd(), stretch: round(each.stretch, 3) }));
}

/** Positions are read back from numbers of two digits. */
const TOLERANCE = 0.1;

function isStretch({ text, stretch }: Run, gap: number): boolean {
  return !text.trimEnd().includes(' ') || Math.abs(gap - stretch) < TOLERANCE;
}

function ruleIn({ height }: DrawnPage, { left, bottom, right, top }: Box): string {
  return `M${round(left, 2)} ${round(height - bottom, 2)}L${round(right, 2)} ${round(height - top, 2)}`;
}

function boxIn({ height }: DrawnPage, { left, bottom, right, top }: Box): string {
  const [x, y] = [round(left, 2), round(height - top, 2)];
  const [width, depth] = [round(right - left, 2), round(top - bottom, 2)];
  return `M${x} ${y}h${width}v${depth}h${-width}Z`;
}
