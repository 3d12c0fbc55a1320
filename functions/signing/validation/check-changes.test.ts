import { beforeAll, describe, expect, it } from 'vitest';
import { formField } from '../pdf/form-field.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { PdfString, withEntries } from '../pdf/pdf-object.ts';
import { prepareSignature } from '../pdf/prepare-signature.ts';
import { Revision } from '../pdf/revision.ts';
import { type SealedResult, appended, plainRequest, sealedResult } from '../testing/sealed-result.ts';
import { NUMBER, type SigningDesk, finish, over, prepareAgency } from '../testing/signing-desk.ts';

const TEXTS = [
  { field: 'number', value: NUMBER },
  { field: 'date', value: 'ngày 24 tháng 11 năm 2026' },
];

let desk: SigningDesk;
let draft: Uint8Array;
let signed: Uint8Array;
let sealed: Uint8Array;
let codes: SealedResult['codes'];

beforeAll(async () => {
  ({ desk, draft, signed, sealed, codes } = await sealedResult());
});

describe('permissions and later changes', () => {
  it('refuses an official’s signature that certifies nothing', async () => {
    const prepared = prepareSignature(draft, {
      ...plainRequest(desk.agency),
      field: 'official',
      algorithm: desk.official.algorithm,
      chain: desk.official.certificateChain(),
    });
    const result = await desk.sealAsAgency(await finish(prepared, desk.official, desk.time));
    expect(codes(result)).toStrictEqual(['permissions']);
  });

  it('refuses an agency’s signature that leaves a field open', async () => {
    const agency = prepareAgency(signed, desk.agency);
    const prepared = over(agency, (pdf) => {
      const at = pdf.indexOf('/Fields [(number) (date)', signed.length);
      pdf.write('(dote)', at + '/Fields [(number) '.length, 'latin1');
    });
    expect(codes(await finish(prepared, desk.agency, desk.time))).toStrictEqual(['permissions']);
  });

  it('refuses a revision between the two signatures', async () => {
    expect(codes(await desk.sealAsAgency(appended(signed)))).toContain('later-change');
  });

  it('refuses an object changed in the agency’s own revision', async () => {
    const agency = prepareAgency(signed, desk.agency);
    const prepared = over(agency, (pdf) => {
      pdf.write('/F 6', pdf.indexOf('/F 4', signed.length), 'latin1');
    });
    expect(codes(await finish(prepared, desk.agency, desk.time))).toStrictEqual(['later-change']);
  });

  it('refuses a catalog changed in the agency’s own revision', async () => {
    const prepared = prepareSignature(signed, {
      ...plainRequest(desk.agency),
      permissions: { kind: 'certify' },
      texts: TEXTS,
    });
    expect(codes(await finish(prepared, desk.agency, desk.time))).toContain('later-change');
  });

  it('refuses number and date filled in before the official signed', async () => {
    const filled = new Revision(new PdfFile(draft));
    const field = formField(filled.file, 'number');
    filled.replace(field.ref, withEntries(field.dict, { V: PdfString.ofText(NUMBER) }));
    const result = await desk.sealAsAgency(await desk.signAsOfficial(filled.write().pdf));
    expect(codes(result)).toStrictEqual(['later-change']);
  });
});

describe('number and date', () => {
  it('are refused when the number is not the register’s', () => {
    expect(codes(sealed, { number: '08/GPXD-UBND' })).toStrictEqual(['number-differs']);
  });

  it('are refused when the date is not the register’s', () => {
    expect(codes(sealed, { date: '2026-11-25' })).toStrictEqual(['date-differs']);
  });

  it('are refused when they are not there', async () => {
    const prepared = prepareSignature(signed, plainRequest(desk.agency));
    const result = await finish(prepared, desk.agency, desk.time);
    expect(codes(result)).toEqual(
      expect.arrayContaining(['number-differs', 'date-differs', 'shown-text-differs']),
    );
  });

  it('are refused when the page shows another number than the field holds', async () => {
    const agency = prepareAgency(signed, desk.agency);
    const prepared = over(agency, (pdf) => {
      pdf.write(written('09/GPXD-UBND'), pdf.indexOf(written(NUMBER), signed.length), 'latin1');
    });
    const result = await finish(prepared, desk.agency, desk.time);
    expect(codes(result, { number: '09/GPXD-UBND' })).toStrictEqual(['shown-text-differs']);
  });
});

function written(text: string): string {
  return Buffer.from(PdfString.ofText(text).bytes).toString('hex');
}
