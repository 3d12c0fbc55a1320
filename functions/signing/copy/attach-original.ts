/** The original as an associated file of its copy (ISO 19005-3, 6.8): whoever doubts the copy opens it. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PdfName, type PdfObject, PdfStream, PdfString, dict, name } from '../pdf/pdf-object.ts';
import type { Revision } from '../pdf/revision.ts';
import { pdfDate } from '../pdf/signature-dictionary.ts';

/** Sorts behind `result.json`, as a name tree wants it. */
const ORIGINAL = 'van-ban-goc.pdf';

/** Catalog entries for what the original carried, and for the original itself, byte for byte. */
export function attachOriginal(
  revision: Revision,
  original: Uint8Array,
  madeAt: Date,
): Record<string, PdfObject> {
  const { file } = revision;
  const stream = revision.add(
    new PdfStream(
      dict({
        Type: name('EmbeddedFile'),
        Subtype: new PdfName('application/pdf'),
        Filter: name('FlateDecode'),
        Params: dict({
          Size: original.length,
          ModDate: PdfString.ofAscii(pdfDate(madeAt)),
          CheckSum: new PdfString(createHash('md5').update(original).digest(), true),
        }),
      }),
      deflateSync(Buffer.from(original)),
    ),
  );
  const attached = revision.add(
    dict({
      Type: name('Filespec'),
      F: PdfString.ofAscii(ORIGINAL),
      UF: PdfString.ofText(ORIGINAL),
      Desc: PdfString.ofText('Văn bản gốc có chữ ký số, đúng như khi ban hành'),
      AFRelationship: name('Source'),
      EF: dict({ F: stream, UF: stream }),
    }),
  );
  const names = file.dict(file.dict(file.catalog.get('Names')).get('EmbeddedFiles'));
  return {
    AF: [...file.array(file.catalog.get('AF')), attached],
    Names: dict({
      EmbeddedFiles: dict({
        Names: [...file.array(names.get('Names')), PdfString.ofAscii(ORIGINAL), attached],
      }),
    }),
  };
}
