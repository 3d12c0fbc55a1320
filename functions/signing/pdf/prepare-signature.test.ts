import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type SigningDesk,
  finish,
  openSigningDesk,
  over,
  prepareAgency,
  prepareOfficial,
} from '../testing/signing-desk.ts';
import { unsignedResult } from '../testing/unsigned-result.ts';
import { prepareAgencySignature } from '../decree-order.ts';
import { testPicture } from '../testing/test-picture.ts';
import { completeSignature } from './complete-signature.ts';
import { formFields } from './form-field.ts';
import { PdfFile } from './pdf-file.ts';
import { PdfString } from './pdf-object.ts';

let desk: SigningDesk;
let draft: Uint8Array;

beforeAll(async () => {
  desk = await openSigningDesk();
  draft = await unsignedResult({ compressed: false });
});

async function valueOf(prepared: ReturnType<typeof prepareOfficial>): Promise<Uint8Array> {
  return desk.official.sign({ message: prepared.attributes, digest: prepared.digest });
}

describe.each([false, true])('preparing a signature (compressed cross-references: %s)', (compressed) => {
  it('appends to the file and changes no byte before', async () => {
    const base = await unsignedResult({ compressed });
    const { pdf } = prepareOfficial(base, desk.official);
    expect(Buffer.from(pdf.subarray(0, base.length))).toStrictEqual(Buffer.from(base));
  });

  it('keeps the kind of cross-reference the file has', async () => {
    const { pdf } = prepareOfficial(await unsignedResult({ compressed }), desk.official);
    expect(new PdfFile(pdf).sections.map(({ kind }) => kind)).toStrictEqual(
      Array(2).fill(compressed ? 'stream' : 'table'),
    );
  });

  it('gives the same bytes for the same request', async () => {
    const base = await unsignedResult({ compressed });
    const [first, second] = [prepareOfficial(base, desk.official), prepareOfficial(base, desk.official)];
    expect(Buffer.from(second.pdf)).toStrictEqual(Buffer.from(first.pdf));
    expect(second.digest).toStrictEqual(first.digest);
  });

  it('gives a file that another library reads', async () => {
    const sealed = await desk.sealAsAgency(await desk.signAsOfficial(await unsignedResult({ compressed })));
    const document = await PDFDocument.load(sealed, { updateMetadata: false, throwOnInvalidObject: true });
    expect(document.getForm().getTextField('number').getText()).toBe('07/GPXD-UBND');
  });

  it('appends the changed objects and the new ones, nothing else', async () => {
    const signed = await desk.signAsOfficial(await unsignedResult({ compressed }));
    const before = new PdfFile(signed);
    const after = new PdfFile(prepareAgency(signed, desk.agency).pdf);
    const changed = [...after.latest.entries.keys()].filter((number) => number < before.size);
    const filled = ['number', 'date', 'agency'].map((name) => formFields(before).get(name)?.ref.number);
    expect(changed).toStrictEqual(filled);
  });
});

describe('preparing a signature', () => {
  it('keeps the signer’s name with every diacritic', () => {
    const file = new PdfFile(prepareOfficial(draft, desk.official).pdf);
    const name = file.dict(formFields(file).get('official')?.dict.get('V')).get('Name');
    expect(name instanceof PdfString && name.text()).toBe('Nguyễn Văn Hoà');
  });

  it('refuses a field that is signed', async () => {
    const signed = await desk.signAsOfficial(draft);
    expect(() => prepareOfficial(signed, desk.official)).toThrow(
      expect.objectContaining({ name: 'FieldAlreadySigned' }),
    );
  });

  it('refuses a file without the field', async () => {
    const blank = await PDFDocument.create();
    blank.addPage();
    const pdf = await blank.save({ useObjectStreams: false });
    expect(() => prepareOfficial(pdf, desk.official)).toThrow(
      expect.objectContaining({ name: 'FieldMissing' }),
    );
  });

  it('refuses a number the field’s font cannot write, naming the letter', () => {
    const request = {
      algorithm: desk.agency.algorithm,
      chain: desk.agency.certificateChain(),
      signerName: 'UBND',
      signedAt: new Date(0),
      tokenBytes: 0,
      seal: testPicture(4, 4, [255, 0, 0]),
      number: '07/QĐ-Ω',
      date: '2026-11-24',
    };
    expect(() => prepareAgencySignature(draft, request)).toThrow(/no glyph for Q/);
  });

  it.each([
    ['no PNG', Buffer.from('GIF89a')],
    ['a PNG with 16 bits a sample', changed(24, 16)],
    ['a PNG whose pixels are damaged', changed(45, 0)],
    ['a PNG with fewer rows than it says', changed(23, 9)],
  ])('refuses a picture that is %s', (_, handwriting) => {
    const request = {
      algorithm: desk.official.algorithm,
      chain: desk.official.certificateChain(),
      signerName: 'Y Thơm Mlô',
      signedAt: new Date(0),
      tokenBytes: 0,
      seal: handwriting,
      number: '07',
      date: '2026-11-24',
    };
    expect(() => prepareAgencySignature(draft, request)).toThrow(
      expect.objectContaining({ name: 'PictureUnsupported' }),
    );
  });
});

describe('completing a signature', () => {
  it('changes nothing but the room kept for it', async () => {
    const prepared = prepareOfficial(draft, desk.official);
    const [, start, end] = prepared.byteRange;
    const pdf = await finish(prepared, desk.official, desk.time);
    expect(pdf.length).toBe(prepared.pdf.length);
    expect(Buffer.from(pdf.subarray(0, start))).toStrictEqual(Buffer.from(prepared.pdf.subarray(0, start)));
    expect(Buffer.from(pdf.subarray(end))).toStrictEqual(Buffer.from(prepared.pdf.subarray(end)));
  });

  it('refuses a value from another key before it is embedded', async () => {
    const prepared = prepareOfficial(draft, desk.official);
    const value = await desk.time.sign({ message: prepared.attributes, digest: prepared.digest });
    expect(() => completeSignature(prepared, value)).toThrow(
      expect.objectContaining({ name: 'SignatureValueWrong' }),
    );
  });

  it('refuses a stored file that is not the one signed', async () => {
    const prepared = prepareOfficial(draft, desk.official);
    const value = await valueOf(prepared);
    const { pdf } = over(prepared, (bytes) => bytes.write('X', 100, 'latin1'));
    expect(() => completeSignature({ ...prepared, pdf }, value)).toThrow(
      expect.objectContaining({ name: 'PreparedFileChanged' }),
    );
  });
});

function changed(at: number, octet: number): Uint8Array {
  const png = Buffer.from(testPicture(2, 2, [0, 0, 0]));
  png[at] = octet;
  return png;
}
