import { createHash } from 'node:crypto';
import { OCSPRequest, PublicKeyInfo } from 'pkijs';
import type { CertID, Extension } from 'pkijs';
import { der } from '../../../functions/signing/index.ts';
import type { Member } from './authority.ts';
import { spki } from './certificate.ts';
import type { Revocation } from './register.ts';
import { signMessage } from './signing-key.ts';

const OID = {
  basicResponse: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
};
const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
};
const MALFORMED_REQUEST = 1;
const DAY = 86_400_000;

/** Who answers for whose certificates, and what is revoked among them. */
export interface StatusSource {
  readonly issuer: Member;
  readonly responder: Member;
  revoked(serialNumber: string): Revocation | undefined;
}

/** Answers an OCSPRequest (RFC 6960), in DER; times have whole seconds. Good for a day. */
export async function statusResponse(source: StatusSource, body: Uint8Array, now: Date): Promise<Uint8Array> {
  const request = parse(body);
  if (request === undefined) return der.sequence(der.element(0x0a, Buffer.of(MALFORMED_REQUEST)));
  const { requestList, requestExtensions } = request.tbsRequest;
  const single = await Promise.all(requestList.map((entry) => singleResponse(source, entry.reqCert, now)));
  const data = der.sequence(
    der.contextConstructed(1, new Uint8Array(source.responder.certificate.subjectName.toArrayBuffer())),
    der.generalizedTime(now),
    der.sequence(...single),
    ...echoedNonce(requestExtensions),
  );
  const basic = der.sequence(
    data,
    der.sequence(der.objectIdentifier(OID.ecdsaWithSha256)),
    der.element(0x03, Buffer.of(0), signMessage(source.responder.key, data)),
    der.contextConstructed(0, der.sequence(new Uint8Array(source.responder.certificate.rawData))),
  );
  return der.sequence(
    der.element(0x0a, Buffer.of(0)),
    der.contextConstructed(0, der.sequence(der.objectIdentifier(OID.basicResponse), der.octetString(basic))),
  );
}

function parse(body: Uint8Array): OCSPRequest | undefined {
  try {
    return OCSPRequest.fromBER(new Uint8Array(body));
  } catch {
    return undefined;
  }
}

async function singleResponse(source: StatusSource, id: CertID, now: Date): Promise<Uint8Array> {
  const serialNumber = Buffer.from(id.serialNumber.valueBlock.valueHexView).toString('hex');
  const status = (await isIssuedBy(source.issuer, id))
    ? known(source.revoked(serialNumber))
    : der.contextPrimitive(2, new Uint8Array());
  return der.sequence(
    new Uint8Array(id.toSchema().toBER(false)),
    status,
    der.generalizedTime(now),
    der.contextConstructed(0, der.generalizedTime(new Date(now.getTime() + DAY))),
  );
}

function known(revocation: Revocation | undefined): Uint8Array {
  if (revocation === undefined) return der.contextPrimitive(0, new Uint8Array());
  const reason = der.element(0x0a, Buffer.of(revocation.reason));
  return der.contextConstructed(1, der.generalizedTime(revocation.at), der.contextConstructed(0, reason));
}

/** CertID names the issuer by hashes of its name and of its public key's bits (RFC 6960 §4.1.1). */
async function isIssuedBy(issuer: Member, id: CertID): Promise<boolean> {
  const algorithm = hashes[id.hashAlgorithm.algorithmId];
  if (algorithm === undefined) return false;
  const name = new Uint8Array(issuer.certificate.subjectName.toArrayBuffer());
  const key = publicKeyBits(new Uint8Array(await spki(issuer.key)));
  const hash = (octets: Uint8Array) => createHash(algorithm).update(octets).digest();
  return (
    hash(name).equals(id.issuerNameHash.valueBlock.valueHexView) &&
    hash(key).equals(id.issuerKeyHash.valueBlock.valueHexView)
  );
}

/** The bits of SubjectPublicKeyInfo's BIT STRING, without its octet of unused bits. */
function publicKeyBits(info: Uint8Array): Uint8Array {
  return PublicKeyInfo.fromBER(new Uint8Array(info)).subjectPublicKey.valueBlock.valueHexView;
}

function echoedNonce(extensions: Extension[] | undefined): Uint8Array[] {
  const nonce = extensions?.find((extension) => extension.extnID === OID.nonce);
  if (nonce === undefined) return [];
  return [der.contextConstructed(1, der.sequence(new Uint8Array(nonce.toSchema().toBER(false))))];
}
