/** Keys, hashes, certificates, timestamps and revocation data that are not what they seem. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleCms } from '../../../cms/build-cms.ts';
import { certificateIdentity } from '../../../cms/certificate-identity.ts';
import {
  contextConstructed,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../../../cms/der.ts';
import { OID } from '../../../cms/object-identifiers.ts';
import { type PreparedSignature, prepareSignature } from '../../../pdf/prepare-signature.ts';
import type { Signer } from '../../../signers/signer.ts';
import {
  type ArchivedResult,
  archivedResult,
  goodNews,
  hoursLater,
  leafOf,
  withDocumentTimestamp,
  withSecurityStore,
} from '../../../testing/archived-result.ts';
import { finishWith, plainRequest } from '../../../testing/sealed-result.ts';
import { SIGNED_AT, finish, prepareAgency, stamp } from '../../../testing/signing-desk.ts';
import { createTestAuthority } from '../../../testing/test-keys.ts';
import { testOcsp } from '../../../testing/test-status.ts';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
let result: ArchivedResult;

beforeAll(async () => {
  result = await archivedResult();
});

function agencyOf(pdf: Uint8Array, skipsRevocation = true) {
  const report = result.verify(pdf, { skipsRevocation });
  const agency = report.signatures.find(({ field }) => field === 'agency');
  return {
    verdict: report.verdict,
    subIndication: agency?.subIndication,
    codes: agency?.findings.map(({ code }) => code),
  };
}

/** The file with this CMS in the room kept for the signature. */
function embedded(prepared: PreparedSignature, cms: Uint8Array): Uint8Array {
  const pdf = Buffer.from(prepared.pdf);
  pdf.write(Buffer.from(cms).toString('hex'), prepared.byteRange[1] + 1, 'latin1');
  return pdf;
}

describe('an algorithm is refused', () => {
  it.each([
    ['MD5', '1.2.840.113549.2.5', '1.2.840.113549.1.1.4', 'md5'],
    ['SHA-1', '1.3.14.3.2.26', '1.2.840.113549.1.1.5', 'sha1'],
  ])('%s', (name, hashOid, schemeOid, hash) => {
    const { desk, signed } = result;
    const prepared = prepareAgency(signed, desk.agency);
    const [, start, end] = prepared.byteRange;
    const digest = createHash(hash)
      .update(prepared.pdf.subarray(0, start))
      .update(prepared.pdf.subarray(end))
      .digest();
    const { issuer, serialNumber } = certificateIdentity(leafOf(desk.agency));
    const hashIdentifier = sequence(objectIdentifier(hashOid), nullValue());
    const attributes = [
      sequence(objectIdentifier(OID.contentType), setOf(objectIdentifier(OID.data))),
      sequence(objectIdentifier(OID.messageDigest), setOf(octetString(digest))),
    ];
    const signer = sequence(
      integer(1),
      sequence(issuer, serialNumber),
      hashIdentifier,
      contextConstructed(0, ...attributes),
      sequence(objectIdentifier(schemeOid), nullValue()),
      octetString(Buffer.alloc(256, 1)),
    );
    const content = sequence(
      integer(1),
      setOf(hashIdentifier),
      sequence(objectIdentifier(OID.data)),
      contextConstructed(0, ...desk.agency.certificateChain()),
      setOf(signer),
    );
    const cms = sequence(objectIdentifier(OID.signedData), contextConstructed(0, content));
    const judged = agencyOf(embedded(prepared, cms));
    expect(judged).toMatchObject({ verdict: 'cannot-tell', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE' });
    const report = result.verify(embedded(prepared, cms));
    expect(report.signatures.at(-1)?.algorithm).toContain(name);
  });

  it('a short RSA key', async () => {
    const { desk, signed } = result;
    const key = await desk.authority.issue({ subject: 'UBND', key: 'rsa1024' });
    const signer = key.signer('RSASSA_PKCS1_V1_5_SHA_256');
    const weak = await finish(prepareAgency(signed, signer), signer, desk.time);
    expect(agencyOf(weak)).toEqual({
      verdict: 'cannot-tell',
      subIndication: 'CRYPTO_CONSTRAINTS_FAILURE',
      codes: ['algorithm'],
    });
  });
});

describe('a certificate is refused', () => {
  it('that another was put in place of, with the same key', async () => {
    const { desk, signed } = result;
    const other = await desk.authority.issue({ subject: 'Mạo danh', key: 'p256' });
    const prepared = prepareAgency(signed, desk.agency);
    const value = await desk.agency.sign({ message: prepared.attributes, digest: prepared.digest });
    const cms = assembleCms({
      eContentType: OID.data,
      chain: [other.certificate],
      algorithm: prepared.algorithm,
      attributes: prepared.attributes,
      signature: value,
    });
    expect(agencyOf(embedded(prepared, cms)).subIndication).toBe('SIG_CRYPTO_FAILURE');
  });

  it('that is for the same key, issued once more', async () => {
    const { desk, signed } = result;
    const prepared = prepareAgency(signed, desk.agency);
    const twin = await desk.authority.reissue(leafOf(desk.agency), 'Mạo danh');
    const value = await desk.agency.sign({ message: prepared.attributes, digest: prepared.digest });
    const parts = { eContentType: OID.data, algorithm: prepared.algorithm, attributes: prepared.attributes };
    const cms = assembleCms({ ...parts, chain: [twin], signature: value });
    expect(agencyOf(embedded(prepared, cms))).toMatchObject({
      verdict: 'cannot-tell',
      subIndication: 'NO_SIGNING_CERTIFICATE_FOUND',
      codes: ['signing-certificate'],
    });
  });

  it('that is not for signing', async () => {
    const { desk, signed } = result;
    const key = await desk.authority.issue({ subject: 'UBND', key: 'p256', keyUsage: 'keyAgreement' });
    const signer = key.signer('ECDSA_SHA_256');
    const wrong = await finish(prepareAgency(signed, signer), signer, desk.time);
    expect(agencyOf(wrong)).toMatchObject({ subIndication: 'CHAIN_CONSTRAINTS_FAILURE' });
  });

  it('that began after the signature', async () => {
    const { desk, signed } = result;
    const notBefore = new Date('2026-11-24T12:00:00Z');
    const key = await desk.authority.issue({ subject: 'UBND', key: 'p256', notBefore });
    const signer = key.signer('ECDSA_SHA_256');
    const early = await finish(prepareAgency(signed, signer), signer, desk.time);
    expect(agencyOf(early)).toMatchObject({ verdict: 'not-valid', subIndication: 'NOT_YET_VALID' });
  });
});

describe('a timestamp is refused', () => {
  async function stamped(token: (value: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
    const { desk, signed } = result;
    return finishWith(prepareAgency(signed, desk.agency), desk.agency, token);
  }

  it('over another value (wrong imprint)', async () => {
    const wrong = await stamped(() => stamp(Buffer.from('khác'), result.desk.time));
    expect(agencyOf(wrong)).toEqual({
      verdict: 'cannot-tell',
      subIndication: 'SIG_CONSTRAINTS_FAILURE',
      codes: ['timestamp-imprint'],
    });
  });

  it('whose authority’s certificate had ended, where nothing newer protects it', async () => {
    const notAfter = new Date('2026-11-24T12:00:00Z');
    const request = { subject: 'Giờ', key: 'p256', extendedKeyUsage: TIME_STAMPING, notAfter } as const;
    const expired = (await result.desk.authority.issue(request)).signer('ECDSA_SHA_256');
    const wrong = await stamped((value) => stamp(value, expired));
    expect(agencyOf(wrong)).toEqual({
      verdict: 'cannot-tell',
      subIndication: 'OUT_OF_BOUNDS_NO_POE',
      codes: ['certificate-expired'],
    });
    const saved = await withDocumentTimestamp(wrong, { signer: result.desk.time, at: hoursLater(3) });
    expect(agencyOf(saved).verdict).toBe('valid');
  });

  it('that was made after its authority’s certificate had ended', async () => {
    const notAfter = new Date('2026-11-01T00:00:00Z');
    const request = { subject: 'Giờ', key: 'p256', extendedKeyUsage: TIME_STAMPING, notAfter } as const;
    const expired = (await result.desk.authority.issue(request)).signer('ECDSA_SHA_256');
    expect(agencyOf(await stamped((value) => stamp(value, expired))).codes).toEqual(['timestamp-chain']);
  });

  it('from a key that is not for timestamps', async () => {
    const wrong = await stamped((value) => stamp(value, result.desk.official));
    expect(agencyOf(wrong).codes).toEqual(['timestamp-purpose']);
  });

  it('that lies in the future', async () => {
    const wrong = await stamped((value) => stamp(value, result.desk.time, new Date('2027-01-01T00:00:00Z')));
    expect(agencyOf(wrong).codes).toContain('timestamp-future');
  });

  it('over the document, when the document is another', async () => {
    const broken = Buffer.from(result.archived);
    broken.write('(timestomp)', broken.lastIndexOf('(timestamp)'), 'latin1');
    const report = result.verify(broken);
    expect(report.signatures.at(-1)).toMatchObject({
      kind: 'timestamp',
      subIndication: 'HASH_FAILURE',
      integrity: 'broken',
    });
  });
});

describe('revocation', () => {
  async function withStatus(change: object, signer?: Signer): Promise<Uint8Array> {
    const { desk, sealed } = result;
    const [official, , time] = await goodNews(desk);
    const agency = await testOcsp({
      certificate: leafOf(desk.agency),
      issuer: desk.authority.certificate,
      signer: signer ?? desk.authority.signer,
      thisUpdate: hoursLater(1),
      ...change,
    });
    return withSecurityStore(sealed, { OCSPs: [official!, agency, time!] });
  }

  it('before the proved time makes the signature fail', async () => {
    const revoked = await withStatus({ status: { at: new Date(SIGNED_AT.getTime() - 60_000) } });
    expect(agencyOf(revoked, false)).toEqual({
      verdict: 'not-valid',
      subIndication: 'REVOKED',
      codes: ['revoked'],
    });
  });

  it('after the proved time does not touch it', async () => {
    const revoked = await withStatus({ status: { at: hoursLater(0.5) } });
    expect(agencyOf(revoked, false).verdict).toBe('valid');
  });

  it('is not told by a forged answer', async () => {
    const stranger = await createTestAuthority('Gốc thử nghiệm');
    const forged = await withStatus({}, stranger.signer);
    expect(agencyOf(forged, false)).toEqual({
      verdict: 'cannot-tell',
      subIndication: 'TRY_LATER',
      codes: ['revocation-missing'],
    });
  });

  it('is not told by an answer about another certificate', async () => {
    const other = await withStatus({ certificate: leafOf(result.desk.official) });
    expect(agencyOf(other, false)).toMatchObject({ verdict: 'cannot-tell', subIndication: 'TRY_LATER' });
  });

  it('is not told by old news', async () => {
    const old = await withStatus({ thisUpdate: hoursLater(-24 * 30), nextUpdate: null });
    expect(agencyOf(old, false)).toMatchObject({ verdict: 'cannot-tell', subIndication: 'TRY_LATER' });
  });

  it('without a proved time cannot be judged', async () => {
    const { desk, draft, verify } = result;
    const prepared = prepareSignature(draft, plainRequest(desk.agency));
    const value = await desk.agency.sign({ message: prepared.attributes, digest: prepared.digest });
    const cms = assembleCms({
      eContentType: OID.data,
      chain: desk.agency.certificateChain(),
      algorithm: prepared.algorithm,
      attributes: prepared.attributes,
      signature: value,
    });
    const revoked = await testOcsp({
      certificate: leafOf(desk.agency),
      issuer: desk.authority.certificate,
      signer: desk.authority.signer,
      thisUpdate: hoursLater(1),
      status: { at: hoursLater(0.5) },
    });
    const stored = withSecurityStore(embedded(prepared, cms), { OCSPs: [revoked] });
    expect(verify(stored).signatures[0]).toMatchObject({
      subIndication: 'REVOKED_NO_POE',
      revocation: 'revoked',
    });
  });
});
