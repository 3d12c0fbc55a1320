import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFString,
  type PDFPage,
} from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderPageBitmap } from './page-image.ts';
import { renderResult } from './render-result.ts';
import { expectPicture } from './testing/expect-picture.ts';
import { readUnicodeMap } from './testing/read-unicode-map.ts';
import { sampleInput } from './testing/sample-input.ts';

const key = (text: string) => PDFName.of(text);

let pdf: Uint8Array;
let document: PDFDocument;
let form: PDFDict;
let fields: Map<string, PDFDict>;

beforeAll(async () => {
  ({ pdf } = await renderResult(await sampleInput('giay-phep-xay-dung')));
  await reload();
});

async function reload(): Promise<void> {
  document = await PDFDocument.load(pdf, { updateMetadata: false });
  form = document.catalog.lookup(key('AcroForm'), PDFDict);
  const list = form.lookup(key('Fields'), PDFArray);
  fields = new Map(
    Array.from({ length: list.size() }, (_, index) => {
      const field = list.lookup(index, PDFDict);
      return [field.lookup(key('T'), PDFString).decodeText(), field] as const;
    }),
  );
}

function box(name: string) {
  return fields.get(name)!.lookup(key('Rect'), PDFArray).asRectangle();
}

function streamAt(dictionary: PDFDict, entry: string): PDFRawStream {
  const stream = dictionary.lookup(key(entry));
  if (!(stream instanceof PDFRawStream)) throw new Error(`${entry} is no stream`);
  return stream;
}

function text(stream: PDFRawStream): string {
  return inflateSync(stream.contents).toString('latin1');
}

/** Writes a text field's appearance with nothing but what the file says about itself (README.md). */
function write(name: string, value: string): void {
  const field = fields.get(name)!;
  const [, font, size] = /^\/(\w+) (\d+) Tf/.exec(field.lookup(key('DA'), PDFString).asString())!;
  const fonts = form.lookup(key('DR'), PDFDict).lookup(key('Font'), PDFDict);
  const dictionary = fonts.lookup(key(font!), PDFDict);
  const map = readUnicodeMap(text(streamAt(dictionary, 'ToUnicode')));
  const codes = new Map(Array.from(map, ([code, letter]) => [letter, code.toString(16).padStart(4, '0')]));
  const hex = Array.from(value, (letter) => codes.get(letter) ?? `no ${letter}`).join('');
  const { width, height } = box(name);
  const appearance = document.context.flateStream(
    `/Tx BMC q BT /${font} ${size} Tf 0 g 1 0 0 1 0 ${Number(size) / 4} Tm <${hex}> Tj ET Q EMC`,
    {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, width, height],
      Resources: { Font: { [font!]: fonts.get(key(font!))! } },
    },
  );
  field.set(key('AP'), document.context.obj({ N: document.context.register(appearance) }));
}

describe('the form of a result', () => {
  it('has number, date and both signatures from the start, empty', () => {
    expect([...fields.keys()]).toEqual(['number', 'date', 'official', 'agency']);
    for (const field of fields.values()) expect(field.get(key('V'))).toBeUndefined();
  });

  it('lets the agency lock the four fields by name and the official none', () => {
    const lock = fields.get('agency')!.lookup(key('Lock'), PDFDict);
    const named = lock.lookup(key('Fields'), PDFArray);
    expect(lock.lookup(key('Action'), PDFName).decodeText()).toBe('Include');
    expect(Array.from({ length: named.size() }, (_, i) => named.lookup(i, PDFString).asString())).toEqual([
      'number',
      'date',
      'official',
      'agency',
    ]);
    expect(fields.get('official')!.get(key('Lock'))).toBeUndefined();
  });

  it('gives every widget a printable appearance with the keys its replacement will have', () => {
    for (const field of fields.values()) {
      expect(field.lookup(key('F'), PDFNumber).asNumber() & 4).toBe(4);
      const { dict } = streamAt(field.lookup(key('AP'), PDFDict), 'N');
      expect(dict.keys().map((entry) => entry.decodeText())).toEqual([
        'Type',
        'Subtype',
        'BBox',
        'Resources',
        'Length',
        'Filter',
      ]);
    }
  });

  it('places the seal in its real size over a third of the handwriting, on its left', () => {
    const [official, agency] = [box('official'), box('agency')];
    expect(agency.width).toBeCloseTo((36 * 72) / 25.4, 1);
    expect(agency.height).toBeCloseTo(agency.width, 1);
    expect((agency.x + agency.width - official.x) / official.width).toBeCloseTo(1 / 3, 2);
    expect(agency.y + agency.height / 2).toBeCloseTo(official.y + official.height / 2, 1);
  });

  it('says itself how number and date are written into it', async () => {
    write('number', '0123/GPXD-UBND');
    write('date', 'ngày 05 tháng 02 năm 2026');
    const filled = await document.save({ useObjectStreams: false, updateFieldAppearances: false });
    await reload();
    const picture = await renderPageBitmap(filled, 0, 480);
    expectPicture('number-and-date', picture);
  });

  it('reaches the form fields through the parent tree before the reading order', () => {
    const tree = document.catalog.lookup(key('StructTreeRoot'), PDFDict);
    const keys = tree.keys().map((entry) => entry.decodeText());
    expect(keys.indexOf('ParentTree')).toBeLessThan(keys.indexOf('K'));
  });

  it('declares the extension for PAdES and packs its small objects', () => {
    const extensions = document.catalog.lookup(key('Extensions'), PDFDict);
    expect(extensions.has(key('ESIC'))).toBe(true);
    expect(Buffer.from(pdf).includes('/ObjStm')).toBe(true);
    expect(Buffer.from(pdf).includes('\nxref\n')).toBe(false);
  });

  it('carries result.json as an associated file with its relationship', () => {
    const files = document.catalog.lookup(key('AF'), PDFArray);
    const file = files.lookup(0, PDFDict);
    expect(file.lookup(key('AFRelationship'), PDFName).decodeText()).toBe('Data');
    const content = streamAt(file.lookup(key('EF'), PDFDict), 'F');
    expect(JSON.parse(text(content))).toEqual({ v: 1, dossier: { code: 'H15.12-261112-0001' } });
  });

  it('speaks Vietnamese and names every field for a screen reader', () => {
    expect(document.catalog.lookup(key('Lang'), PDFString).asString()).toBe('vi-VN');
    for (const field of fields.values()) expect(field.has(key('TU'))).toBe(true);
    const pages: PDFPage[] = document.getPages();
    expect(pages.every((page) => page.node.has(key('StructParents')))).toBe(true);
  });
});
