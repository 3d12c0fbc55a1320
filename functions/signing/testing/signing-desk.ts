/** Everything a test needs to take a result through the decree's order: keys, clock, timestamps. */
import { createHash, randomBytes } from 'node:crypto';
import { memberAt, readElement } from '../cms/der-reader.ts';
import { OID } from '../cms/object-identifiers.ts';
import { hashOf } from '../cms/signature-algorithm.ts';
import { signedAttributes } from '../cms/signed-attributes.ts';
import { prepareAgencySignature, prepareOfficialSignature } from '../decree-order.ts';
import { digestOfRange } from '../pdf/byte-range.ts';
import { completeSignature } from '../pdf/complete-signature.ts';
import type { PreparedSignature } from '../pdf/prepare-signature.ts';
import { SAFE_TOKEN_BYTES } from '../pdf/signature-room.ts';
import type { Signer } from '../signers/signer.ts';
import { encodeTimestampRequest } from '../timestamps/timestamp-request.ts';
import { answerTimestampRequest } from './answer-timestamp-request.ts';
import { type TestAuthority, createTestAuthority } from './test-keys.ts';
import { testPicture } from './test-picture.ts';

export const SIGNED_AT = new Date('2026-11-24T02:00:00Z');
export const NUMBER = '07/GPXD-UBND';
export const DATE = '2026-11-24';

export interface SigningDesk {
  readonly authority: TestAuthority;
  readonly official: Signer;
  readonly agency: Signer;
  readonly time: Signer;
  signAsOfficial(pdf: Uint8Array): Promise<Uint8Array>;
  sealAsAgency(pdf: Uint8Array): Promise<Uint8Array>;
}

export async function openSigningDesk(): Promise<SigningDesk> {
  const authority = await createTestAuthority('Gốc thử nghiệm');
  const official = await authority.issue({ subject: 'Nguyễn Văn Hoà', key: 'p256' });
  const agency = await authority.issue({ subject: 'UBND xã', key: 'rsa' });
  const time = await authority.issue({ subject: 'Giờ', key: 'p256', extendedKeyUsage: OID.timeStamping });
  const keys = {
    official: official.signer('ECDSA_SHA_256'),
    agency: agency.signer('RSASSA_PKCS1_V1_5_SHA_256'),
    time: time.signer('ECDSA_SHA_256'),
  };
  return {
    authority,
    ...keys,
    signAsOfficial: (pdf) => finish(prepareOfficial(pdf, keys.official), keys.official, keys.time),
    sealAsAgency: (pdf) => finish(prepareAgency(pdf, keys.agency), keys.agency, keys.time),
  };
}

export function prepareOfficial(
  pdf: Uint8Array,
  official: Signer,
  tokenBytes = SAFE_TOKEN_BYTES,
): PreparedSignature {
  return prepareOfficialSignature(pdf, {
    algorithm: official.algorithm,
    chain: official.certificateChain(),
    signerName: 'Nguyễn Văn Hoà',
    authority: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
    signedAt: SIGNED_AT,
    tokenBytes,
    handwriting: testPicture(90, 35, [0, 40, 200]),
  });
}

export function prepareAgency(
  pdf: Uint8Array,
  agency: Signer,
  tokenBytes = SAFE_TOKEN_BYTES,
): PreparedSignature {
  return prepareAgencySignature(pdf, {
    algorithm: agency.algorithm,
    chain: agency.certificateChain(),
    signerName: 'Ủy ban nhân dân xã Ea Kao',
    signedAt: SIGNED_AT,
    tokenBytes,
    seal: testPicture(60, 60, [220, 20, 20]),
    number: NUMBER,
    date: DATE,
  });
}

/** Signs what was prepared, and stamps it where that has room for a token. */
export async function finish(prepared: PreparedSignature, signer: Signer, time: Signer): Promise<Uint8Array> {
  const value = await signer.sign({ message: prepared.attributes, digest: prepared.digest });
  if (prepared.tokenBytes === 0) return completeSignature(prepared, value);
  return completeSignature(prepared, value, await stamp(value, time));
}

/** A timestamp token over a value. */
export async function stamp(value: Uint8Array, signer: Signer, time = SIGNED_AT): Promise<Uint8Array> {
  const request = encodeTimestampRequest(createHash('sha256').update(value).digest(), randomBytes(8));
  const policy = '1.3.6.1.4.1.99999.1';
  const response = await answerTimestampRequest(request, {
    signer,
    policy,
    serialNumber: randomBytes(8),
    time,
  });
  return memberAt(readElement(response), 1).encoded;
}

/** A prepared signature over changed bytes: what a signer who means harm would sign. */
export function over(prepared: PreparedSignature, change: (pdf: Buffer) => void): PreparedSignature {
  const pdf = Buffer.from(prepared.pdf);
  change(pdf);
  const hash = hashOf(prepared.algorithm);
  const attributes = signedAttributes({
    eContentType: OID.data,
    messageDigest: digestOfRange(pdf, prepared.byteRange, hash),
    certificate: prepared.chain[0] ?? new Uint8Array(),
  });
  return { ...prepared, pdf, attributes, digest: createHash(hash).update(attributes).digest() };
}
