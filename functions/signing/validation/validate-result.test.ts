import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleCms } from '../cms/build-cms.ts';
import { objectIdentifier, octetString, sequence, setOf } from '../cms/der.ts';
import { OID } from '../cms/object-identifiers.ts';
import { attribute } from '../cms/signed-attributes.ts';
import { digestOfRange } from '../pdf/byte-range.ts';
import { completeSignature } from '../pdf/complete-signature.ts';
import { formField } from '../pdf/form-field.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { PdfString, dict, name, withEntries } from '../pdf/pdf-object.ts';
import { type PreparedSignature, embedCms, prepareSignature } from '../pdf/prepare-signature.ts';
import { Revision } from '../pdf/revision.ts';
import type { Signer } from '../signers/signer.ts';
import {
  DATE,
  NUMBER,
  SIGNED_AT,
  type SigningDesk,
  finish,
  openSigningDesk,
  over,
  prepareAgency,
  stamp,
} from '../testing/signing-desk.ts';
import { createTestAuthority } from '../testing/test-keys.ts';
import { testPicture } from '../testing/test-picture.ts';
import { unsignedResult } from '../testing/unsigned-result.ts';
import type { FindingCode } from './report.ts';
import { type ValidationRequest, validateResult } from './validate-result.ts';

let desk: SigningDesk;
let draft: Uint8Array;
let signed: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  desk = await openSigningDesk();
  draft = await unsignedResult({ compressed: false });
  signed = await desk.signAsOfficial(draft);
  sealed = await desk.sealAsAgency(signed);
});

type Expected = NonNullable<ValidationRequest['expected']>;

function validate(pdf: Uint8Array, expected: Expected = {}) {
  return validateResult(pdf, {
    roots: [desk.authority.certificate],
    expected: { number: NUMBER, date: DATE, ...expected },
  });
}

function codes(pdf: Uint8Array, expected?: Expected): FindingCode[] {
  return validate(pdf, expected).findings.map(({ code }) => code);
}

function hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('a result signed by official and agency', () => {
  it.each([false, true])('is valid, with compressed cross-references: %s', async (compressed) => {
    const result = await desk.sealAsAgency(await desk.signAsOfficial(await unsignedResult({ compressed })));
    const report = validate(result, { sha256: hex(result) });
    expect(report).toMatchObject({ valid: true, findings: [] });
  });

  it('is reported with its signers and the times proved', () => {
    expect(validate(sealed).signatures).toStrictEqual([
      { field: 'official', certificate: hex(desk.official.certificateChain()[0]!), time: SIGNED_AT },
      { field: 'agency', certificate: hex(desk.agency.certificateChain()[0]!), time: SIGNED_AT },
    ]);
  });

  it('is never valid once a covered byte is another', () => {
    const [, gapStart = 0, gapEnd = 0] = /\/ByteRange \[0 (\d+) (\d+)/
      .exec(Buffer.from(sealed).toString('latin1').slice(signed.length))!
      .map(Number);
    const covered = fc
      .integer({ min: 0, max: sealed.length - 1 })
      .filter((at) => at < gapStart || at >= gapEnd);
    fc.assert(
      fc.property(covered, fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const changed = Buffer.from(sealed);
        changed[at] = changed[at]! ^ bits;
        return !validate(changed).valid;
      }),
      { numRuns: 400 },
    );
  });

  it('is never valid with bytes behind it', () => {
    expect(validate(Buffer.concat([sealed, Buffer.from('\n')])).valid).toBe(false);
    expect(validate(Buffer.concat([sealed, Buffer.from('%')])).valid).toBe(false);
  });
});

describe('the file as a whole', () => {
  it('is refused when it is cut short', () => {
    expect(codes(sealed.subarray(0, sealed.length - 200))).toStrictEqual(['file-unreadable']);
  });

  it('is refused when it is not the file of the log', () => {
    expect(codes(sealed, { sha256: hex(signed) })).toStrictEqual(['file-differs']);
  });

  it('is refused without the agency’s signature', () => {
    expect(codes(signed)).toContain('signature-missing');
  });

  it('is refused with a third signature', async () => {
    const base = await unsignedResult({ compressed: false, strangeField: 'third' });
    const prepared = prepareSignature(base, { ...third(), field: 'third' });
    const result = await desk.sealAsAgency(
      await desk.signAsOfficial(await finish(prepared, desk.agency, desk.time)),
    );
    expect(codes(result)).toStrictEqual(['signature-unexpected']);
  });

  it('is refused when the agency signed first', async () => {
    const result = await desk.signAsOfficial(await desk.sealAsAgency(draft));
    expect(codes(result)).toStrictEqual(['signature-order']);
  });

  it('is refused when the agency’s timestamp is before the official’s', async () => {
    const early = new Date(SIGNED_AT.getTime() - 60_000);
    const result = await finishWith(prepareAgency(signed, desk.agency), desk.agency, (value) => {
      return stamp(value, desk.time, early);
    });
    expect(codes(result)).toStrictEqual(['signature-order']);
  });

  it('is refused when something was appended after the seal', () => {
    expect(codes(appended(sealed))).toContain('coverage');
  });
});

describe('one signature', () => {
  it('is refused when its ByteRange leaves out more than the signature value', () => {
    const result = Buffer.from(sealed);
    const at = result.indexOf('/ByteRange [0 ', signed.length);
    const range = /\[0 (\d+) (\d+) (\d+)/.exec(result.toString('latin1', at))!;
    const wider = `[0 ${range[1]} ${Number(range[2]) + 2} ${Number(range[3]) - 2}`;
    result.write(wider, at + '/ByteRange '.length, 'latin1');
    expect(codes(result)).toContain('byte-range');
  });

  it('is refused when its CMS is none', () => {
    const result = Buffer.from(sealed);
    result.write('31', result.indexOf('/Contents <', signed.length) + '/Contents <'.length, 'latin1');
    expect(codes(result)).toStrictEqual(['cms-malformed']);
  });

  it('is refused when a covered byte was changed', () => {
    const result = Buffer.from(sealed);
    result.write('2025', result.indexOf('/M (D:2026', signed.length) + '/M (D:'.length, 'latin1');
    expect(codes(result)).toStrictEqual(['digest']);
  });

  it('is refused without signing-certificate-v2', async () => {
    const result = await sealedWithAttributes((digest) => [
      attribute(OID.contentType, objectIdentifier(OID.data)),
      attribute(OID.messageDigest, octetString(digest)),
    ]);
    expect(codes(result)).toStrictEqual(['signing-certificate']);
  });

  it('is refused when signing-certificate-v2 names another certificate', async () => {
    const other = sequence(sequence(sequence(octetString(Buffer.alloc(32, 7)))));
    const result = await sealedWithAttributes((digest) => [
      attribute(OID.contentType, objectIdentifier(OID.data)),
      attribute(OID.messageDigest, octetString(digest)),
      attribute(OID.signingCertificateV2, other),
    ]);
    expect(codes(result)).toStrictEqual(['signing-certificate']);
  });

  it('is refused when another key made the value', async () => {
    const prepared = prepareAgency(signed, desk.agency);
    const stranger = (await desk.authority.issue({ subject: 'Khác', key: 'rsa' })).signer(
      desk.agency.algorithm,
    );
    const value = await stranger.sign({ message: prepared.attributes, digest: prepared.digest });
    const cms = assembleCms({
      ...cmsParts(prepared),
      signature: value,
      timestampToken: await stamp(value, desk.time),
    });
    expect(codes(embedCms(prepared, cms))).toStrictEqual(['signature-value']);
  });

  it('is refused when the signer is not the one of the log', () => {
    expect(codes(sealed, { agency: hex(desk.official.certificateChain()[0]!) })).toStrictEqual([
      'signer-differs',
    ]);
  });

  it('is refused when the certificate is not for signing', async () => {
    const key = await desk.authority.issue({ subject: 'UBND', key: 'p256', keyUsage: 'keyAgreement' });
    expect(codes(await sealedBy(key.signer('ECDSA_SHA_256')))).toStrictEqual(['certificate-purpose']);
  });

  it('is refused when the certificate leads to no configured root', async () => {
    const stranger = await createTestAuthority('Gốc lạ');
    const key = await stranger.issue({ subject: 'UBND', key: 'p256' });
    expect(codes(await sealedBy(key.signer('ECDSA_SHA_256')))).toStrictEqual(['certificate-chain']);
  });

  it('is refused when the certificate had expired at the time of signing', async () => {
    const notAfter = new Date('2026-11-01T00:00:00Z');
    const key = await desk.authority.issue({ subject: 'UBND', key: 'p256', notAfter });
    expect(codes(await sealedBy(key.signer('ECDSA_SHA_256')))).toStrictEqual(['certificate-chain']);
  });
});

describe('the timestamp', () => {
  it('is required', async () => {
    const prepared = prepareAgency(signed, desk.agency);
    const value = await desk.agency.sign({ message: prepared.attributes, digest: prepared.digest });
    expect(codes(completeSignature(prepared, value))).toStrictEqual(['timestamp-missing']);
  });

  it('is refused when it is none', async () => {
    expect(codes(await sealedWithToken(async () => sequence()))).toStrictEqual(['timestamp-malformed']);
  });

  it('is refused over another value', async () => {
    const result = await sealedWithToken(() => stamp(Buffer.from('another value'), desk.time));
    expect(codes(result)).toStrictEqual(['timestamp-imprint']);
  });

  it('is refused when another key signed it', async () => {
    const stranger = await desk.authority.issue({ subject: 'Khác', key: 'p256' });
    const forger: Signer = {
      ...stranger.signer('ECDSA_SHA_256'),
      certificateChain: () => desk.time.certificateChain(),
    };
    expect(codes(await sealedWithToken((value) => stamp(value, forger)))).toStrictEqual([
      'timestamp-signature',
    ]);
  });

  it('is refused from a key that is not for timestamps', async () => {
    const result = await sealedWithToken((value) => stamp(value, desk.official));
    expect(codes(result)).toStrictEqual(['timestamp-purpose']);
  });

  it('is refused from an authority that leads to no configured root', async () => {
    const stranger = await createTestAuthority('Gốc lạ');
    const key = await stranger.issue({ subject: 'Giờ', key: 'p256', extendedKeyUsage: OID.timeStamping });
    const result = await sealedWithToken((value) => stamp(value, key.signer('ECDSA_SHA_256')));
    expect(codes(result)).toStrictEqual(['timestamp-chain']);
  });

  it('is refused when the authority’s certificate had expired', async () => {
    const notAfter = new Date('2026-11-01T00:00:00Z');
    const key = await desk.authority.issue({
      subject: 'Giờ',
      key: 'p256',
      extendedKeyUsage: OID.timeStamping,
      notAfter,
    });
    const result = await sealedWithToken((value) => stamp(value, key.signer('ECDSA_SHA_256')));
    expect(codes(result)).toStrictEqual(['timestamp-chain']);
  });
});

describe('permissions and later changes', () => {
  it('refuses an official’s signature that certifies nothing', async () => {
    const prepared = prepareSignature(draft, {
      ...third(),
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
      ...third(),
      permissions: { kind: 'certify' },
      texts: texts(),
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
    const prepared = prepareSignature(signed, third());
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

function third() {
  return {
    field: 'agency',
    algorithm: desk.agency.algorithm,
    chain: desk.agency.certificateChain(),
    signerName: 'Người khác',
    reason: 'Thử',
    signedAt: SIGNED_AT,
    permissions: { kind: 'lock', fields: ['number', 'date', 'official', 'agency'] },
    picture: { png: testPicture(10, 10, [0, 0, 0]), blend: 'Normal' },
    texts: [],
  } as const;
}

function texts() {
  return [
    { field: 'number', value: NUMBER },
    { field: 'date', value: 'ngày 24 tháng 11 năm 2026' },
  ];
}

function appended(pdf: Uint8Array): Uint8Array {
  const revision = new Revision(new PdfFile(pdf));
  revision.add(dict({ Type: name('Metadata') }));
  return revision.write().pdf;
}

async function sealedBy(signer: Signer): Promise<Uint8Array> {
  return finish(prepareAgency(signed, signer), signer, desk.time);
}

async function finishWith(
  prepared: PreparedSignature,
  signer: Signer,
  token: (value: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const value = await signer.sign({ message: prepared.attributes, digest: prepared.digest });
  return completeSignature(prepared, value, await token(value));
}

async function sealedWithToken(token: (value: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  return finishWith(prepareAgency(signed, desk.agency), desk.agency, token);
}

function cmsParts({ chain, algorithm, attributes }: PreparedSignature) {
  return { eContentType: OID.data, chain, algorithm, attributes };
}

async function sealedWithAttributes(list: (digest: Uint8Array) => Uint8Array[]): Promise<Uint8Array> {
  const prepared = prepareAgency(signed, desk.agency);
  const attributes = setOf(...list(digestOfRange(prepared.pdf, prepared.byteRange, 'sha256')));
  const digest = createHash('sha256').update(attributes).digest();
  const signature = await desk.agency.sign({ message: attributes, digest });
  const timestampToken = await stamp(signature, desk.time);
  return embedCms(prepared, assembleCms({ ...cmsParts(prepared), attributes, signature, timestampToken }));
}
