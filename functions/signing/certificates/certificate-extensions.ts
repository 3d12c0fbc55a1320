/** The extensions of an X.509 certificate that decide what its key may do (RFC 5280 §4.2.1). */
import { memberAt, readElement, readMembers, readObjectIdentifier, readWhole } from '../cms/der-reader.ts';
import { type Extension, readExtensionList, unknownCritical } from './extension-list.ts';

const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const UNDERSTOOD = new Set([BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE]);

export interface KeyUsage {
  readonly signsData: boolean;
  readonly signsCertificates: boolean;
  readonly signsRevocationLists: boolean;
}

export interface CertificateExtensions {
  /** Certificates that may follow below this one in a path; undefined is any number. */
  readonly pathLength: number | undefined;
  /** Undefined where the certificate does not restrict its key. */
  readonly keyUsage: KeyUsage | undefined;
  readonly extendedKeyUsage: { readonly purposes: readonly string[]; readonly critical: boolean } | undefined;
  /** Critical extensions this reader does not know: whoever meets one must refuse (§4.2). */
  readonly unknownCritical: readonly string[];
}

/** @throws {MalformedDer} where the certificate is none */
export function certificateExtensions(certificate: Uint8Array): CertificateExtensions {
  const extensions = readExtensions(certificate);
  const find = (oid: string) => extensions.find((extension) => extension.oid === oid);
  const purposes = find(EXTENDED_KEY_USAGE);
  return {
    pathLength: pathLength(find(BASIC_CONSTRAINTS)),
    keyUsage: keyUsage(find(KEY_USAGE)),
    extendedKeyUsage: purposes && {
      purposes: readMembers(readWhole(purposes.value)).map(readObjectIdentifier),
      critical: purposes.critical,
    },
    unknownCritical: unknownCritical(extensions, UNDERSTOOD).map(({ oid }) => oid),
  };
}

/** @throws {MalformedDer} where the certificate is none */
export function readExtensions(certificate: Uint8Array): Extension[] {
  const list = readMembers(memberAt(readElement(certificate), 0)).find(({ tag }) => tag === 0xa3);
  return list === undefined ? [] : readExtensionList(memberAt(list, 0));
}

function pathLength(extension: Extension | undefined): number | undefined {
  if (extension === undefined) return undefined;
  return readMembers(readWhole(extension.value)).find(({ tag }) => tag === 0x02)?.content[0];
}

/** digitalSignature is bit 0, nonRepudiation bit 1, keyCertSign bit 5, cRLSign bit 6; the first octet counts unused bits. */
function keyUsage(extension: Extension | undefined): KeyUsage | undefined {
  if (extension === undefined) return undefined;
  const bits = readWhole(extension.value).content[1] ?? 0;
  return {
    signsData: (bits & 0xc0) !== 0,
    signsCertificates: (bits & 0x04) !== 0,
    signsRevocationLists: (bits & 0x02) !== 0,
  };
}
