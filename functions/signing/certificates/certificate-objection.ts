/** What stands against registering a certificate for a key: asked once, before anything is signed with it. */
import { X509Certificate, createPublicKey, type KeyObject } from 'node:crypto';
import { MalformedDer } from '../cms/der-reader.ts';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import type { Message } from '../../platform/refusal.ts';
import { certificateExtensions } from './certificate-extensions.ts';
import { certificatePath } from './certificate-path.ts';
import { OBJECTIONS } from './objection-messages.ts';

export type ObjectionCode = keyof typeof OBJECTIONS;

export interface CertificateObjection {
  readonly code: ObjectionCode;
  readonly message: Message;
}

export interface Registration {
  /** Certificates in DER, that of the key first, then its issuers. */
  readonly chain: readonly Uint8Array[];
  /** SubjectPublicKeyInfo of the key in DER. */
  readonly publicKey: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  /** Whose key the directory says it is. */
  readonly name: string;
  readonly roots: readonly Uint8Array[];
  readonly at: Date;
}

/** The first thing that stands against it; undefined where nothing does. */
export function certificateObjection(registration: Registration): CertificateObjection | undefined {
  const code = objectionCode(registration);
  return code && { code, message: OBJECTIONS[code] };
}

function objectionCode(registration: Registration): ObjectionCode | undefined {
  const [leaf = new Uint8Array(), ...intermediates] = registration.chain;
  const certificate = read(leaf);
  if (certificate === undefined) return 'certificate-unreadable';
  const key = certificate.publicKey;
  const known = createPublicKey({ key: Buffer.from(registration.publicKey), format: 'der', type: 'spki' });
  if (!key.equals(known)) return 'certificate-key-differs';
  if (!isStrong(key)) return 'certificate-key-weak';
  if (!canDo(key, registration.algorithm)) return 'certificate-algorithm';
  if (certificate.validToDate < registration.at) return 'certificate-expired';
  if (certificate.validFromDate > registration.at) return 'certificate-not-yet-valid';
  if (!isFor(certificate, registration.name)) return 'certificate-name-differs';
  if (!isForSigning(certificate)) return 'certificate-usage';
  return hasPath(leaf, intermediates, registration) ? undefined : 'certificate-chain';
}

function read(der: Uint8Array): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    certificateExtensions(certificate.raw);
    return certificate;
  } catch {
    return undefined;
  }
}

/** Nothing weaker can be configured than RSA of 2048 bits or the curves P-256 and P-384. */
function isStrong({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  return ['prime256v1', 'secp384r1'].includes(asymmetricKeyDetails?.namedCurve ?? '');
}

/** The curve fixes the hash, as in KMS. */
function canDo(key: KeyObject, algorithm: SignatureAlgorithm): boolean {
  const { scheme, hash } = SIGNATURE_ALGORITHMS[algorithm];
  if (scheme !== 'ecdsa') return key.asymmetricKeyType === 'rsa';
  const curve = key.asymmetricKeyDetails?.namedCurve;
  return curve === (hash === 'sha256' ? 'prime256v1' : 'secp384r1');
}

/** Common name against the directory's, in one form of Unicode, whatever capitals either is written in. */
function isFor(certificate: X509Certificate, name: string): boolean {
  return folded(commonName(certificate)) === folded(name);
}

/** The CN of the subject; Node writes one attribute a line, the last CN being the most specific. */
export function commonName(certificate: X509Certificate): string {
  const names = certificate.subject.split('\n').filter((line) => line.startsWith('CN='));
  return names.at(-1)?.slice('CN='.length).replaceAll('\\', '') ?? '';
}

function folded(name: string): string {
  return name.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLocaleLowerCase('vi');
}

const DOCUMENT_PURPOSES = new Set([
  '2.5.29.37.0', // any
  '1.3.6.1.5.5.7.3.2', // client authentication, which Vietnam's personal certificates carry
  '1.3.6.1.5.5.7.3.4', // e-mail protection
  '1.3.6.1.5.5.7.3.36', // document signing, RFC 9336
  '1.3.6.1.4.1.311.10.3.12', // document signing, Microsoft
  '1.2.840.113583.1.1.5', // authentic documents, Adobe
]);

/** Key usage must allow signatures; where purposes are listed, one must be about documents or persons. */
function isForSigning(certificate: X509Certificate): boolean {
  const { keyUsage, extendedKeyUsage } = certificateExtensions(certificate.raw);
  if (certificate.ca || keyUsage?.signsData !== true) return false;
  return extendedKeyUsage?.purposes.some((purpose) => DOCUMENT_PURPOSES.has(purpose)) ?? true;
}

function hasPath(
  leaf: Uint8Array,
  intermediates: readonly Uint8Array[],
  { roots, at }: Pick<Registration, 'roots' | 'at'>,
): boolean {
  try {
    return certificatePath({ leaf, intermediates, roots, at }) !== undefined;
  } catch (error) {
    if (error instanceof MalformedDer) return false;
    throw error;
  }
}
