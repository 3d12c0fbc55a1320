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
} from './der-reader.ts';
import { OID } from './object-identifiers.ts';

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
  if (readObjectIdentifier(memberAt(contentInfo, 0)) !== OID.signedData)
    throw new MalformedDer('no SignedData');
  const [, , encapsulated, ...rest] = readMembers(memberAt(memberAt(contentInfo, 1), 0));
  const signerInfos = rest.at(-1);
  if (encapsulated === undefined || signerInfos?.tag !== 0x31) throw new MalformedDer('no signer');
  const [signerInfo, ...others] = readMembers(signerInfos);
  if (signerInfo === undefined || others.length > 0) throw new MalformedDer('one signer expected');
  const [type, content] = readMembers(encapsulated);
  if (type === undefined) throw new MalformedDer('no content type');
  const certificates = rest.find(({ tag }) => tag === 0xa0);
  return {
    eContentType: readObjectIdentifier(type),
    eContent: content && octets(memberAt(content, 0)),
    certificates: certificates === undefined ? [] : readMembers(certificates).map(({ encoded }) => encoded),
    signer: readSignerInfo(signerInfo),
  };
}

function readSignerInfo(info: DerElement): SignerInfo {
  const [, identifier, digestAlgorithm, attributes, signatureAlgorithm, signature, unsigned] =
    readMembers(info);
  if (attributes?.tag !== 0xa0 || identifier?.tag !== 0x30) throw new MalformedDer('no signed attributes');
  if (digestAlgorithm === undefined || signatureAlgorithm === undefined || signature === undefined) {
    throw new MalformedDer('signer cut short');
  }
  const asSet = Buffer.from(attributes.encoded);
  asSet[0] = 0x31;
  return {
    identifier: identifier.encoded,
    digestAlgorithm: readObjectIdentifier(memberAt(digestAlgorithm, 0)),
    signatureAlgorithm: signatureAlgorithm.encoded,
    signature: octets(signature),
    attributes: asSet,
    signed: attributesByType(attributes),
    unsigned: unsigned === undefined ? new Map() : attributesByType(unsigned),
  };
}

/** A type that stands twice is refused (RFC 5652 §5.3). */
function attributesByType(attributes: DerElement): Map<string, DerElement> {
  const byType = new Map<string, DerElement>();
  for (const attribute of readMembers(attributes)) {
    const type = readObjectIdentifier(memberAt(attribute, 0));
    if (byType.has(type)) throw new MalformedDer('attribute stands twice');
    byType.set(type, memberAt(memberAt(attribute, 1), 0));
  }
  return byType;
}

function octets(element: DerElement): Uint8Array {
  if (element.tag !== 0x04) throw new MalformedDer('OCTET STRING expected');
  return element.content;
}

/** The certificate the signer names by issuer and serial number. */
export function signerCertificate(cms: SignedData): Uint8Array | undefined {
  const wanted = readMembers(readWhole(cms.signer.identifier)).map(({ encoded }) => encoded);
  return cms.certificates.find((certificate) => {
    const { issuer, serialNumber } = certificateIdentity(certificate);
    return Buffer.concat([issuer, serialNumber]).equals(Buffer.concat(wanted));
  });
}
