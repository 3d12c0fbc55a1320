/** Who a certificate is about and who issued it (RFC 5280 §4.1.2.4, §4.1.2.6; attributes of ITU-T X.520). */
import { Buffer } from 'node:buffer';
import { certificateParts } from '../../certificates/certificate-parts.ts';
import {
  type DerElement,
  memberAt,
  readMembers,
  readObjectIdentifier,
  readWhole,
} from '../../cms/der-reader.ts';

const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
const TITLE = '2.5.4.12';
const BMP_STRING = 0x1e;
const UTF8_STRING = 0x0c;

/** A distinguished name as far as people are shown it. */
export interface NamedParty {
  readonly name: string | undefined;
  readonly organisation: string | undefined;
}

export interface CertificateSubject extends NamedParty {
  /** The office held, such as chairman. */
  readonly title: string | undefined;
}

/** Where there is no certificate. */
export const NOBODY: CertificateSubject = { name: undefined, title: undefined, organisation: undefined };

/** @throws {MalformedDer} */
export function certificateSubject(certificate: Uint8Array): CertificateSubject {
  const find = attributesOf(certificateParts(certificate).subject);
  return { name: find(COMMON_NAME), title: find(TITLE), organisation: find(ORGANISATION) };
}

/** @throws {MalformedDer} */
export function certificateIssuer(certificate: Uint8Array): NamedParty {
  const find = attributesOf(certificateParts(certificate).issuer);
  return { name: find(COMMON_NAME), organisation: find(ORGANISATION) };
}

function attributesOf(name: Uint8Array): (oid: string) => string | undefined {
  const attributes = readMembers(readWhole(name)).flatMap((set) => readMembers(set));
  return (oid) => {
    const found = attributes.find((attribute) => readObjectIdentifier(memberAt(attribute, 0)) === oid);
    return found && textOf(memberAt(found, 1));
  };
}

function textOf({ tag, content }: DerElement): string {
  if (tag === BMP_STRING) return new TextDecoder('utf-16be').decode(content);
  return Buffer.from(content).toString(tag === UTF8_STRING ? 'utf8' : 'latin1');
}

/** Who a signature is by, and by which authority; nobody where its certificate is not there. */
export function holderOf(certificate: Uint8Array | undefined): {
  readonly signer: CertificateSubject;
  readonly issuer: NamedParty;
} {
  if (certificate === undefined) return { signer: NOBODY, issuer: NOBODY };
  return { signer: certificateSubject(certificate), issuer: certificateIssuer(certificate) };
}
