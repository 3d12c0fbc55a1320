/** Who a certificate is about: common name and organisation of its subject (RFC 5280 §4.1.2.6). */
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
const BMP_STRING = 0x1e;
const UTF8_STRING = 0x0c;

export interface CertificateSubject {
  readonly name: string | undefined;
  readonly organisation: string | undefined;
}

/** @throws {MalformedDer} */
export function certificateSubject(certificate: Uint8Array): CertificateSubject {
  const sets = readMembers(readWhole(certificateParts(certificate).subject));
  const attributes = sets.flatMap((set) => readMembers(set));
  const find = (oid: string): string | undefined => {
    const found = attributes.find((attribute) => readObjectIdentifier(memberAt(attribute, 0)) === oid);
    return found && textOf(memberAt(found, 1));
  };
  return { name: find(COMMON_NAME), organisation: find(ORGANISATION) };
}

function textOf({ tag, content }: DerElement): string {
  if (tag === BMP_STRING) return new TextDecoder('utf-16be').decode(content);
  return Buffer.from(content).toString(tag === UTF8_STRING ? 'utf8' : 'latin1');
}
