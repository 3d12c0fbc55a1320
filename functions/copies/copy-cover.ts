import {
  documentFonts,
  millimetres,
  paginate,
  paragraph,
  StructureElement,
  textIn,
  writeDocument,
  type PageGeometry,
  type Typeface,
} from '../rendering/index.ts';

const A4: PageGeometry = {
  width: millimetres(210),
  height: millimetres(297),
  top: millimetres(20),
  bottom: millimetres(20),
  left: millimetres(30),
  right: millimetres(17),
};

/** What a copy says of itself. Texts are NFC. */
export interface CopyCover {
  /** form of copy, agency, time of signing */
  readonly texts: readonly string[];
  readonly title: string;
  readonly agency: string;
  readonly madeAt: Date;
}

/**
 * The texts of a copy as a page of their own, by the page engine: font, metadata and information dictionary of the
 * copy are taken from it.
 * @throws {MissingGlyph} for a letter the typeface cannot draw
 */
export async function copyCover(
  { texts, title, agency, madeAt }: CopyCover,
  typeface: Typeface,
): Promise<Uint8Array> {
  const fonts = documentFonts(typeface);
  const structure = new StructureElement('Document');
  const frame = { left: A4.left, width: A4.width - A4.left - A4.right };
  const pieces = texts.flatMap((text) =>
    paragraph(textIn(fonts.regular, text), structure.add('P'), frame, { size: 10, align: 'left' }),
  );
  return writeDocument({
    pages: paginate(pieces, A4),
    fonts: Object.values(fonts),
    structure,
    metadata: { title, author: agency, createdAt: madeAt },
  });
}
