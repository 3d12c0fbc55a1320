/** PKCS#10 certification requests (RFC 2986) over keys that never leave where they are. */
import { createHash } from 'node:crypto';
import * as der from '../cms/der.ts';
import { hashOf, signatureIdentifier } from '../cms/signature-algorithm.ts';
import type { Signer } from '../signers/signer.ts';

const OID = {
  commonName: '2.5.4.3',
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  title: '2.5.4.12',
  extensionRequest: '1.2.840.113549.1.9.14',
  keyUsage: '2.5.29.15',
};

/** Who asks, in the order in which the name is written. */
export interface RequestedSubject {
  /** Cơ quan: whom an official signs for, or an agency's superior. */
  readonly organisation: string;
  /** Chức vụ of an official. */
  readonly title?: string;
  /** Name of the official or the agency. */
  readonly commonName: string;
}

/** @param publicKey SubjectPublicKeyInfo in DER, as KMS gives it */
export async function certificationRequest(
  subject: RequestedSubject,
  publicKey: Uint8Array,
  signer: Pick<Signer, 'algorithm' | 'sign'>,
): Promise<Uint8Array> {
  const info = der.sequence(
    der.integer(0),
    distinguishedName(subject),
    publicKey,
    der.contextConstructed(0, requestedUsage()),
  );
  const digest = createHash(hashOf(signer.algorithm)).update(info).digest();
  const signature = await signer.sign({ message: info, digest });
  return der.sequence(info, signatureIdentifier(signer.algorithm), der.bitString(signature));
}

/** All of it UTF8String but the country (RFC 5280 §4.1.2.4). */
function distinguishedName({ organisation, title, commonName }: RequestedSubject): Uint8Array {
  return der.sequence(
    part(OID.country, der.printableString('VN')),
    part(OID.organisation, der.utf8String(organisation)),
    ...(title === undefined ? [] : [part(OID.title, der.utf8String(title))]),
    part(OID.commonName, der.utf8String(commonName)),
  );
}

function part(type: string, value: Uint8Array): Uint8Array {
  return der.setOf(der.sequence(der.objectIdentifier(type), value));
}

/** Asks for digitalSignature and nonRepudiation, critical (RFC 2985 §5.4.2, RFC 5280 §4.2.1.3). */
function requestedUsage(): Uint8Array {
  const bits = der.element(0x03, Uint8Array.of(6, 0xc0));
  const extension = der.sequence(
    der.objectIdentifier(OID.keyUsage),
    der.boolean(true),
    der.octetString(bits),
  );
  return der.sequence(der.objectIdentifier(OID.extensionRequest), der.setOf(der.sequence(extension)));
}
