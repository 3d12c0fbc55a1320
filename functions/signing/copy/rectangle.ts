import type { Box } from '../pdf/appearance.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { type PdfDict, MalformedPdf } from '../pdf/pdf-object.ts';

/** Where a widget lies on its page, in points. @throws {MalformedPdf} */
export function rectangleOf(file: PdfFile, widget: PdfDict): Box {
  const [x1, y1, x2, y2] = file.array(widget.get('Rect')).map((edge) => file.resolve(edge));
  if (typeof x1 !== 'number' || typeof y1 !== 'number' || typeof x2 !== 'number' || typeof y2 !== 'number') {
    throw new MalformedPdf('a widget without a rectangle');
  }
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}
