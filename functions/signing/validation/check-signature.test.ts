import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleCms } from '../cms/build-cms.ts';
import { objectIdentifier, octetString, sequence, setOf } from '../cms/der.ts';
import { OID } from '../cms/object-identifiers.ts';
import { attribute } from '../cms/signed-attributes.ts';
import { digestOfRange } from '../pdf/byte-range.ts';
import type { PreparedSignature } from '../pdf/prepare-signature.ts';
import { fillRoom } from '../pdf/signature-room.ts';
import type { Signer } from '../signers/signer.ts';
import { type SealedResult, fingerprint, sealedResult } from '../testing/sealed-result.ts';
import { type SigningDesk, finish, prepareAgency, stamp } from '../testing/signing-desk.ts';
import { createTestAuthority } from '../testing/test-keys.ts';

let desk: SigningDesk;
let signed: Uint8Array;
let sealed: Uint8Array;
let codes: SealedResult['codes'];

beforeAll(async () => {
  ({ desk, signed, sealed, codes } = await sealedResult());
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

  it('is refused from a key that is for timestamps', async () => {
    const prepared = prepareAgency(signed, desk.time);
    expect(codes(await finish(prepared, desk.time, desk.time))).toContain('certificate-purpose');
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
    expect(codes(fillRoom(prepared, cms))).toStrictEqual(['signature-value']);
  });

  it('is refused when the signer is not the one of the log', () => {
    expect(codes(sealed, { agency: fingerprint(desk.official) })).toStrictEqual(['signer-differs']);
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

async function sealedBy(signer: Signer): Promise<Uint8Array> {
  return finish(prepareAgency(signed, signer), signer, desk.time);
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
  return fillRoom(prepared, assembleCms({ ...cmsParts(prepared), attributes, signature, timestampToken }));
}
