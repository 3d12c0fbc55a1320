/** Builds CMS SignedData (RFC 5652) with one signer: CAdES B-B, B-T and timestamp tokens. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Signer } from '../signers/signer.ts';
import { certificateIdentity } from './certificate-identity.ts';
import {
  contextConstructed,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  sortedForSetOf,
} from './der.ts';
import { OID } from './object-identifiers.ts';
import {
  type SignatureAlgorithm,
  hashIdentifier,
  hashOf,
  signatureIdentifier,
} from './signature-algorithm.ts';
import { attribute, signedAttributes } from './signed-attributes.ts';

/** Either the content itself, which is then carried along, or the digest of content kept elsewhere. */
export type CmsContent =
  | { readonly eContent: Uint8Array; readonly messageDigest?: never }
  | { readonly messageDigest: Uint8Array; readonly eContent?: never };

export type CmsRequest = CmsContent & { readonly eContentType: string; readonly signer: Signer };

/** Signs and encodes. The hash, also of `messageDigest`, is the one of `signer.algorithm`. */
export async function buildCms(request: CmsRequest): Promise<Uint8Array> {
  const { eContentType, eContent, signer } = request;
  const hash = hashOf(signer.algorithm);
  const chain = signer.certificateChain();
  const attributes = signedAttributes({
    eContentType,
    messageDigest: request.messageDigest ?? createHash(hash).update(request.eContent).digest(),
    certificate: leafOf(chain),
  });
  const digest = createHash(hash).update(attributes).digest();
  const signature = await signer.sign({ message: attributes, digest });
  return assembleCms({ eContentType, eContent, chain, algorithm: signer.algorithm, attributes, signature });
}

export interface CmsParts {
  readonly eContentType: string;
  /** Absent in a detached signature. */
  readonly eContent?: Uint8Array | undefined;
  /** Certificates in DER, the signer's first. */
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  /** What was signed: the SET OF from `signedAttributes`. */
  readonly attributes: Uint8Array;
  readonly signature: Uint8Array;
  /** RFC 3161 token over the signature value: makes a B-B signature B-T. */
  readonly timestampToken?: Uint8Array;
}

/** Encodes a signature that exists already, perhaps made hours ago on another machine. */
export function assembleCms(parts: CmsParts): Uint8Array {
  const hash = hashIdentifier(hashOf(parts.algorithm));
  const signedData = sequence(
    integer(parts.eContentType === OID.data ? 1 : 3),
    setOf(hash),
    encapsulatedContent(parts),
    contextConstructed(0, ...sortedForSetOf(parts.chain)),
    setOf(signerInfo(parts, hash)),
  );
  return sequence(objectIdentifier(OID.signedData), contextConstructed(0, signedData));
}

/** eContent is one primitive OCTET STRING: validators refuse it split into a constructed one. */
function encapsulatedContent({ eContentType, eContent }: CmsParts): Uint8Array {
  const type = objectIdentifier(eContentType);
  return eContent === undefined
    ? sequence(type)
    : sequence(type, contextConstructed(0, octetString(eContent)));
}

function signerInfo(parts: CmsParts, hash: Uint8Array): Uint8Array {
  const { issuer, serialNumber } = certificateIdentity(leafOf(parts.chain));
  return sequence(
    integer(1),
    sequence(issuer, serialNumber),
    hash,
    implicitlyTagged(parts.attributes),
    signatureIdentifier(parts.algorithm),
    octetString(parts.signature),
    ...unsignedAttributes(parts.timestampToken),
  );
}

/** The SET OF that was signed stands in the SignerInfo as `[0] IMPLICIT` (RFC 5652 §5.4). */
function implicitlyTagged(attributes: Uint8Array): Uint8Array {
  const tagged = Buffer.from(attributes);
  tagged[0] = 0xa0;
  return tagged;
}

function unsignedAttributes(timestampToken: Uint8Array | undefined): Uint8Array[] {
  if (timestampToken === undefined) return [];
  return [contextConstructed(1, attribute(OID.signatureTimeStampToken, timestampToken))];
}

function leafOf(chain: readonly Uint8Array[]): Uint8Array {
  const leaf = chain[0];
  if (leaf === undefined) throw new RangeError('a signer needs at least its own certificate');
  return leaf;
}
