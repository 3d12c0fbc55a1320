import type { PageGeometry } from '../layout/paginate.ts';
import { millimetres } from '../pdf/units.ts';
import { MARGINS, PARAGRAPH, SIZES } from './decree-30.ts';

/** A sheet with its margins, and the type that is set on it. */
export interface Paper {
  readonly geometry: PageGeometry;
  /** sizes in points */
  readonly sizes: Readonly<Record<keyof typeof SIZES, number>>;
  /** of the running text, in points; leading as a multiple of the size */
  readonly indent: number;
  readonly before: number;
  readonly leading: number;
  /** how much smaller than on A4 everything is drawn that has no size by law */
  readonly scale: number;
}

/** The decree knows A4 alone; on A5, of ministries' own forms, type shrinks as the width between margins does. */
const A5_SCALE = 0.77;

const A4: Paper = paper(
  {
    width: 595.28,
    height: 841.89,
    top: millimetres(MARGINS.top.used),
    bottom: millimetres(MARGINS.bottom.used),
    left: millimetres(MARGINS.left.used),
    right: millimetres(MARGINS.right.used),
  },
  1,
);
const A5: Paper = paper(
  {
    width: millimetres(148),
    height: millimetres(210),
    top: millimetres(15),
    bottom: millimetres(12),
    left: millimetres(15),
    right: millimetres(10),
  },
  A5_SCALE,
);

export const PAPERS = { A4, A5 } as const;

function paper(geometry: PageGeometry, scale: number): Paper {
  const size = (name: keyof typeof SIZES): number => Math.round(SIZES[name].used * scale * 10) / 10;
  return {
    geometry,
    sizes: {
      pageNumber: size('pageNumber'),
      nation: size('nation'),
      motto: size('motto'),
      agency: size('agency'),
      number: size('number'),
      placeAndDate: size('placeAndDate'),
      title: size('title'),
      subject: size('subject'),
      body: size('body'),
      authority: size('authority'),
      addressees: size('addressees'),
      recipientsLabel: size('recipientsLabel'),
      recipients: size('recipients'),
      appendixLabel: size('appendixLabel'),
      appendixTitle: size('appendixTitle'),
    },
    indent: millimetres(PARAGRAPH.indent.used * scale),
    before: PARAGRAPH.before.used * scale,
    leading: PARAGRAPH.leading.used,
    scale,
  };
}
