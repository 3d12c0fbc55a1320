import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { unsignedResult } from '../testing/unsigned-result.ts';
import { PdfFile } from './pdf-file.ts';
import { MalformedPdf, PdfRef, dict, name } from './pdf-object.ts';
import { Revision } from './revision.ts';

let plain: Uint8Array;
let compressed: Uint8Array;

beforeAll(async () => {
  plain = await unsignedResult({ compressed: false });
  compressed = await unsignedResult({ compressed: true });
});

/** A file of one cross-reference stream with the given dictionary entries and rows. */
function withStream(entries: string, rows: Uint8Array): Uint8Array {
  const data = deflateSync(rows);
  const head = `%PDF-1.7\n1 0 obj\n<</Type /XRef ${entries} /Filter /FlateDecode /Length ${data.length}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n')]);
}

function replaced(pdf: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(pdf).toString('latin1').replace(from, to), 'latin1');
}

describe('a file', () => {
  it.each([
    ['a table', () => plain],
    ['streams', () => compressed],
  ])('is read through %s', (_, pdf) => {
    const file = new PdfFile(pdf());
    expect(file.dict(file.catalog.get('Pages')).get('Count')).toBe(1);
  });

  it('shows the newest of several revisions, and the older one when it is cut there', () => {
    const revision = new Revision(new PdfFile(plain));
    const root = revision.file.trailer.get('Root');
    if (!(root instanceof PdfRef)) throw new Error('root expected');
    revision.replace(root, dict({ Type: name('Catalog'), Marker: true }));
    const { pdf } = revision.write();
    expect(new PdfFile(pdf).catalog.get('Marker')).toBe(true);
    expect(new PdfFile(pdf.subarray(0, plain.length)).catalog.has('Marker')).toBe(false);
  });

  it.each([
    ['that is empty', () => new Uint8Array()],
    ['that is cut short', () => plain.subarray(0, plain.length - 20)],
    ['with something behind its end', () => Buffer.concat([plain, Buffer.from('x')])],
    [
      'whose cross-references point to themselves',
      () => replaced(plain, 'trailer\n<<', 'trailer\n<< /Prev 99999999 '),
    ],
    ['with hybrid cross-references', () => replaced(plain, 'trailer\n<<', 'trailer\n<< /XRefStm 9 ')],
    ['that is encrypted', () => replaced(plain, 'trailer\n<<', 'trailer\n<< /Encrypt 1 0 R ')],
    [
      'whose cross-reference rows have no width',
      () => withStream('/Size 9 /W [0 0 0] /Index [0 999999999]', Buffer.alloc(4)),
    ],
    [
      'whose cross-reference promises more rows than there are',
      () => withStream('/Size 9 /W [1 2 1]', Buffer.alloc(8)),
    ],
  ])('%s is refused', (_, pdf) => {
    expect(() => new PdfFile(pdf())).toThrow(MalformedPdf);
  });

  it('is refused where an object is not where the cross-reference says', () => {
    const at = Buffer.from(plain).indexOf('\n1 0 obj') + 1;
    const moved = replaced(plain, String(at).padStart(10, '0'), String(at + 3).padStart(10, '0'));
    expect(() => new PdfFile(moved).resolve(new PdfRef(1, 0))).toThrow(MalformedPdf);
  });

  it('is refused where an object refers to itself', () => {
    const revision = new Revision(new PdfFile(plain));
    const ref = revision.add(null);
    revision.replace(ref, ref);
    expect(() => new PdfFile(revision.write().pdf).resolve(ref)).toThrow(MalformedPdf);
  });
});
