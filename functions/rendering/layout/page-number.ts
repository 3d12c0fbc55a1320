import type { FaceUsage } from '../fonts/face-usage.ts';
import type { Page } from '../pdf/page.ts';
import { rounded } from '../pdf/units.ts';
import type { PageGeometry } from './paginate.ts';

/** Baseline of a page number as a share of the top margin. */
const NUMBER_HEIGHT = 0.65;

/**
 * Numbers the pages in the middle of the top margin, from the second on (Decree 30/2020, App. I, I.7); an
 * appendix counts its own.
 */
export function numberPages(
  pages: readonly Page[],
  font: FaceUsage,
  geometry: PageGeometry,
  size: number,
): void {
  for (const page of pages.filter(({ number }) => number > 1)) {
    const text = String(page.number);
    const left = rounded((geometry.width - font.face.widthOf(text) * size) / 2);
    const baseline = rounded(geometry.height - geometry.top * NUMBER_HEIGHT);
    page.artifact(
      'Pagination',
      `BT /${font.resource} ${size} Tf ${left} ${baseline} Td (${font.encode(text)})Tj ET`,
    );
  }
}
