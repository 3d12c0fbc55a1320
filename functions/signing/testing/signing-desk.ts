/** Everything a test needs to take a result through the decree's order: keys, clock, timestamps. */
import { randomBytes } from 'node:crypto';
import type { Signer } from '../signers/signer.ts';
import { OID } from '../cms/object-identifiers.ts';
import { completeSignature } from '../pdf/complete-signature.ts';
import { prepareAgencySignature, prepareOfficialSignature } from '../decree-order.ts';
import type { PreparedSignature } from '../pdf/prepare-signature.ts';
import { answerTimestampRequest } from './answer-timestamp-request.ts';
import { encodeTimestampRequest } from '../timestamps/timestamp-request.ts';
import { memberAt, readElement } from '../cms/der-reader.ts';
import { createHash } from 'node:crypto';
import { type TestAuthority, type TestCertificate, createTestAuthority } from './test-keys.ts';
import { testPicture } from './test-picture.ts';

export const SIGNED_AT = new Date('2026-11-24T02:00:00Z');
export const NUMBER = '07/GPXD-UBND';
export const DATE = '2026-11-24';

export interface SigningDesk {
  readonly authority: TestAuthority;
  readonly official: Signer;
  readonly agency: Signer;
  readonly timeKey: TestCertificate;
  /** A token over a signature value, of the given time. */
  stamp(value: Uint8Array, time?: Date): Promise<Uint8Array>;
  signAsOfficial(pdf: Uint8Array): Promise<Uint8Array>;
  sealAsAgency(pdf: Uint8Array): Promise<Uint8Array>;
}

export async function openSigningDesk(): Promise<SigningDesk> {
  const authority = await createTestAuthority('Gốc thử nghiệm');
  const official = (await authority.issue({ subject: 'Nguyễn Văn Hoà', key: 'p256' })).signer(
    'ECDSA_SHA_256',
  );
  const agency = (await authority.issue({ subject: 'UBND xã', key: 'rsa' })).signer(
    'RSASSA_PKCS1_V1_5_SHA_256',
  );
  const timeKey = await authority.issue({ subject: 'Giờ', key: 'p256', extendedKeyUsage: OID.timeStamping });
  const stamp = (value: Uint8Array, time = SIGNED_AT) =>
    stampWith(timeKey.signer('ECDSA_SHA_256'), value, time);
  const finish = async (prepared: PreparedSignature, signer: Signer) => {
    const value = await signer.sign({ message: prepared.attributes, digest: prepared.digest });
    return completeSignature(prepared, value, await stamp(value));
  };
  return {
    authority,
    official,
    agency,
    timeKey,
    stamp,
    signAsOfficial: async (pdf) => finish(prepareOfficial(pdf, official), official),
    sealAsAgency: async (pdf) => finish(prepareAgency(pdf, agency), agency),
  };
}

export function prepareOfficial(pdf: Uint8Array, official: Signer): PreparedSignature {
  return prepareOfficialSignature(pdf, {
    algorithm: official.algorithm,
    chain: official.certificateChain(),
    signerName: 'Nguyễn Văn Hoà',
    signedAt: SIGNED_AT,
    handwriting: testPicture(90, 35, [0, 40, 200]),
  });
}

export function prepareAgency(pdf: Uint8Array, agency: Signer): PreparedSignature {
  return prepareAgencySignature(pdf, {
    algorithm: agency.algorithm,
    chain: agency.certificateChain(),
    signerName: 'Ủy ban nhân dân xã Ea Kao',
    signedAt: SIGNED_AT,
    seal: testPicture(60, 60, [220, 20, 20]),
    number: NUMBER,
    date: DATE,
  });
}

export async function stampWith(signer: Signer, value: Uint8Array, time: Date): Promise<Uint8Array> {
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
