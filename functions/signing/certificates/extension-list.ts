/** The `Extensions` of certificates, revocation lists and OCSP responses, which are all of one form (RFC 5280 §4.1). */
import {
  type DerElement,
  MalformedDer,
  memberAt,
  readMembers,
  readObjectIdentifier,
} from '../cms/der-reader.ts';

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** What the extension's OCTET STRING holds. */
  readonly value: Uint8Array;
}

/** @throws {MalformedDer} also where one stands twice, which nobody could read in one way (RFC 5280 §4.2) */
export function readExtensionList(list: DerElement): Extension[] {
  const extensions = readMembers(list).map(readExtension);
  if (new Set(extensions.map(({ oid }) => oid)).size !== extensions.length) {
    throw new MalformedDer('extension stands twice');
  }
  return extensions;
}

function readExtension(extension: DerElement): Extension {
  const members = readMembers(extension);
  const value = members.find(({ tag }) => tag === 0x04)?.content ?? new Uint8Array();
  const critical = members.find(({ tag }) => tag === 0x01)?.content[0] === 0xff;
  return { oid: readObjectIdentifier(memberAt(extension, 0)), critical, value };
}

/** Critical extensions that are not among those understood: whoever meets one must refuse (RFC 5280 §4.2, §5.2). */
export function unknownCritical(
  extensions: readonly Extension[],
  understood: ReadonlySet<string>,
): Extension[] {
  return extensions.filter(({ oid, critical }) => critical && !understood.has(oid));
}
