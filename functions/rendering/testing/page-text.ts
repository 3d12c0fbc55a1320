import { drawnPages, type DrawnPage } from './drawn-page.ts';

/** Everything that pages say: their text in the order of drawing without any space, and the options ticked. */
export interface PageText {
  readonly text: string;
  readonly ticked: readonly string[];
}

/** Reads a PDF's pages back; running heads and page numbers are left out. */
export async function pageText(pdf: Uint8Array): Promise<PageText> {
  const pages = await drawnPages(pdf);
  const letters = pages.flatMap((page) => page.letters).filter(({ artifact }) => !artifact);
  return { text: squeezed(letters.map(({ letter }) => letter).join('')), ticked: pages.flatMap(tickedOn) };
}

/** A text without spaces: where a line ends says nothing. */
export function squeezed(text: string): string {
  return text.normalize('NFC').replaceAll(/\s/g, '');
}

/** What stands beside each box that has a line inside, as far as the next box. */
function tickedOn({ filled, lines, letters }: DrawnPage): string[] {
  const boxes = filled.filter((box) => box.right - box.left < 15);
  return boxes
    .filter((box) =>
      lines.some(
        (line) =>
          line.left > box.left && line.right < box.right && line.bottom > box.bottom && line.top < box.top,
      ),
    )
    .map(({ left, bottom, top }) => {
      const row = boxes.filter((other) => other.left > left && Math.abs(other.bottom - bottom) < 1);
      const end = Math.min(...row.map((other) => other.left));
      const beside = letters.filter(
        (each) => each.left > left && each.left < end && each.baseline > bottom - 1 && each.baseline < top,
      );
      return squeezed(beside.map(({ letter }) => letter).join(''));
    });
}
