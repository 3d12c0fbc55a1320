import type { FaceUsage } from '../fonts/face-usage.ts';
import type { Page } from '../pdf/page.ts';
import { millimetres, rounded } from '../pdf/units.ts';
import type { PageGeometry } from './paginate.ts';

const SIZE = 13;

/** Numbers the pages in the middle of the top margin, from the second on (Decree 30/2020, App. I, I.7). */
export function numberPages(pages: readonly Page[], font: FaceUsage, geometry: PageGeometry): void {
  for (const page of pages.slice(1)) {
    const text = String(page.index + 1);
    const left = rounded((geometry.width - font.face.widthOf(text) * SIZE) / 2);
    const baseline = rounded(geometry.height - millimetres(13));
    page.artifact(
      'Pagination',
      `BT /${font.resource} ${SIZE} Tf 1 0 0 1 ${left} ${baseline} Tm <${font.encode(text)}>Tj ET`,
    );
  }
}
