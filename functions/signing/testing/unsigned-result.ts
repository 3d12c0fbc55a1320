/** A result file as it leaves the page engine: empty number, date and signature fields on one page. */
import { PDFDocument, type PDFContext, PDFName, type PDFRef, PDFString } from 'pdf-lib';
import { embedTestFont } from './test-font.ts';

const CHARACTERS = '0123456789/-ĐGPXDUBNDngàythángnămSố: ,.';
const FIELDS = ['number', 'date', 'official', 'agency'];

export interface UnsignedResultOptions {
  /** Cross-reference stream and object streams, instead of a plain table. */
  readonly compressed: boolean;
  /** A signature field the product knows nothing of. */
  readonly strangeField?: string;
}

export async function unsignedResult(options: UnsignedResultOptions): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const { context, catalog } = document;
  const page = document.addPage([595.28, 841.89]);
  const font = embedTestFont(context, CHARACTERS);
  const lock = context.register(
    context.obj({
      Type: 'SigFieldLock',
      Action: 'Include',
      Fields: FIELDS.map((name) => PDFString.of(name)),
    }),
  );
  const text = { FT: 'Tx', F: 4, DA: PDFString.of('/F1 13 Tf 0 g') };
  const widgets = [
    widget(context, page.ref, 'number', [140, 690, 260, 706], text),
    widget(context, page.ref, 'date', [330, 690, 540, 706], text),
    widget(context, page.ref, 'official', [360, 300, 540, 370], { FT: 'Sig', F: 132 }),
    widget(context, page.ref, 'agency', [290, 280, 392, 382], { FT: 'Sig', F: 132, Lock: lock }),
  ];
  if (options.strangeField !== undefined) {
    widgets.push(widget(context, page.ref, options.strangeField, [50, 50, 100, 100], { FT: 'Sig', F: 132 }));
  }
  page.node.set(PDFName.of('Annots'), context.obj(widgets));
  const form = context.obj({ Fields: widgets, SigFlags: 3, DR: { Font: { F1: font } } });
  catalog.set(PDFName.of('AcroForm'), context.register(form));
  const id = '0123456789abcdef0123456789abcdef';
  context.trailerInfo.ID = context.obj([PDFString.of(id), PDFString.of(id)]);
  return document.save({ useObjectStreams: options.compressed, updateFieldAppearances: false });
}

type Corners = readonly [number, number, number, number];

function widget(context: PDFContext, page: PDFRef, name: string, rectangle: Corners, more: object): PDFRef {
  const [left, bottom, right, top] = rectangle;
  const appearance = context.register(
    context.flateStream('', {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, right - left, top - bottom],
      Resources: {},
    }),
  );
  return context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      T: PDFString.of(name),
      Rect: [...rectangle],
      P: page,
      AP: { N: appearance },
      ...more,
    }),
  );
}
