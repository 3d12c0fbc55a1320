/** Reads CMS SignedData (RFC 5652) with exactly one signer, in DER. */
import { Buffer } from 'node:buffer';
import { certificateIdentity } from './certificate-identity.ts';
import {
  type DerElement,
  MalformedDer,
  memberAt,
  readElement,
  readMembers,
  readObjectIdentifier,
  readWhole,
  tagged,
} from './der-reader.ts';
import { OID } from './object-identifiers.ts';

const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;
const SET = 0x31;
const CONTEXT_0 = 0xa0;
const CONTEXT_1 = 0xa1;

export interface SignedData {
  readonly eContentType: string;
  readonly eContent: Uint8Array | undefined;
  readonly certificates: readonly Uint8Array[];
  readonly signer: SignerInfo;
}

export interface SignerInfo {
  /** IssuerAndSerialNumber, whole element. */
  readonly identifier: Uint8Array;
  readonly digestAlgorithm: string;
  /** AlgorithmIdentifier, whole element. */
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
  /** The signed attributes as they were signed: a SET OF. */
  readonly attributes: Uint8Array;
  /** First value of each signed attribute, by type. */
  readonly signed: ReadonlyMap<string, DerElement>;
  /** First value of each unsigned attribute, by type. */
  readonly unsigned: ReadonlyMap<string, DerElement>;
}

/** @throws {MalformedDer} where the bytes are anything else, or bytes other than zeros follow */
export function readCms(bytes: Uint8Array): SignedData {
  const contentInfo = readElement(bytes);
  if (bytes.subarray(contentInfo.encoded.length).some((octet) => octet !== 0)) {
    throw new MalformedDer('bytes follow the signature');
  }
  const [contentType, explicit] = readMembers(tagged(contentInfo, SEQUENCE));
  if (contentType === undefined || readObjectIdentifier(contentType) !== OID.signedData) {
    throw new MalformedDer('no SignedData');
  }
  const signedData = tagged(memberAt(tagged(explicit, CONTEXT_0), 0), SEQUENCE);
  const [, , encapsulated, ...rest] = readMembers(signedData);
  const [signerInfo, ...others] = readMembers(tagged(rest.at(-1), SET));
  if (others.length > 0) throw new MalformedDer('one signer expected');
  const [type, content] = readMembers(tagged(encapsulated, SEQUENCE));
  if (type === undefined) throw new MalformedDer('no content type');
  const certificates = rest.find(({ tag }) => tag === CONTEXT_0);
  return {
    eContentType: readObjectIdentifier(type),
    eContent: content && octets(memberAt(tagged(content, CONTEXT_0), 0)),
    certificates: certificates === undefined ? [] : readMembers(certificates).map(({ encoded }) => encoded),
    signer: readSignerInfo(tagged(signerInfo, SEQUENCE)),
  };
}

function readSignerInfo(info: DerElement): SignerInfo {
  const [, identifier, digestAlgorithm, attributes, signatureAlgorithm, signature, unsigned] =
    readMembers(info);
  if (signature === undefined) throw new MalformedDer('signer cut short');
  const asSet = Buffer.from(tagged(attributes, CONTEXT_0).encoded);
  asSet[0] = SET;
  return {
    identifier: tagged(identifier, SEQUENCE).encoded,
    digestAlgorithm: readObjectIdentifier(memberAt(tagged(digestAlgorithm, SEQUENCE), 0)),
    signatureAlgorithm: tagged(signatureAlgorithm, SEQUENCE).encoded,
    signature: octets(signature),
    attributes: asSet,
    signed: attributesByType(tagged(attributes, CONTEXT_0)),
    unsigned: unsigned === undefined ? new Map() : attributesByType(tagged(unsigned, CONTEXT_1)),
  };
}

/** A type that stands twice is refused (RFC 5652 §5.3). */
function attributesByType(attributes: DerElement): Map<string, DerElement> {
  const byType = new Map<string, DerElement>();
  for (const attribute of readMembers(attributes)) {
    const type = readObjectIdentifier(memberAt(tagged(attribute, SEQUENCE), 0));
    if (byType.has(type)) throw new MalformedDer('attribute stands twice');
    byType.set(type, memberAt(tagged(memberAt(attribute, 1), SET), 0));
  }
  return byType;
}

function octets(element: DerElement): Uint8Array {
  return tagged(element, OCTET_STRING).content;
}

/** The certificate the signer names by issuer and serial number. */
export function signerCertificate(cms: SignedData): Uint8Array | undefined {
  const wanted = readMembers(readWhole(cms.signer.identifier)).map(({ encoded }) => encoded);
  return cms.certificates.find((certificate) => {
    const { issuer, serialNumber } = certificateIdentity(certificate);
    return Buffer.concat([issuer, serialNumber]).equals(Buffer.concat(wanted));
  });
}
