/** A small certificate authority for tests: made anew in every run, trusted by nobody else. */
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { type KeyObject, constants, createPrivateKey, randomBytes, sign as signBytes } from 'node:crypto';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import type { Signer } from '../signers/signer.ts';

x509.cryptoProvider.set(crypto);

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const P384 = { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' };
/** Too short to be accepted anywhere. */
const RSA1024 = { ...RSA, modulusLength: 1024 };
const RSA3072 = { ...RSA, modulusLength: 3072, hash: 'SHA-512' };
const KEY_KINDS = { rsa: RSA, rsa1024: RSA1024, rsa3072: RSA3072, p256: P256, p384: P384 } as const;

/** What a root signs certificates and lists with. */
const AUTHORITY_KEYS = {
  p256: { generated: P256, algorithm: 'ECDSA_SHA_256' },
  rsa2048: { generated: RSA, algorithm: 'RSASSA_PKCS1_V1_5_SHA_256' },
  rsa3072: { generated: RSA3072, algorithm: 'RSASSA_PKCS1_V1_5_SHA_512' },
} as const satisfies Record<string, { generated: object; algorithm: SignatureAlgorithm }>;

const AUTHORITY_USES = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;

export const VALID_FROM = new Date('2026-01-01T00:00:00Z');
export const VALID_UNTIL = new Date('2029-01-01T00:00:00Z');

export interface TestAuthority {
  readonly certificate: Uint8Array;
  /** Signs as the authority itself, as its key is made for: revocation lists, for one. */
  readonly signer: Signer;
  issue(request: CertificateRequest): Promise<TestCertificate>;
  /** A certificate for a key that is held elsewhere; `publicKey` is its SubjectPublicKeyInfo in DER. */
  certify(request: Omit<CertificateRequest, 'key'>, publicKey: Uint8Array): Promise<Uint8Array>;
  /** Another certificate for the key of this one, under another name. */
  reissue(certificate: Uint8Array, subject: string): Promise<Uint8Array>;
  /** An authority below this one; where `isAuthority` is false its certificate does not say that it is one. */
  subordinate(
    name: string,
    options?: { isAuthority?: boolean; pathLength?: number; statusAt?: CertificateRequest['statusAt'] },
  ): Promise<TestAuthority>;
}

export interface CertificateRequest {
  readonly subject: string;
  readonly key: keyof typeof KEY_KINDS;
  readonly extendedKeyUsage?: string;
  readonly keyUsage?: 'digitalSignature' | 'keyAgreement';
  /** Dotted identifier of a critical extension nobody knows. */
  readonly strangeExtension?: string;
  /** Where the certificate says that its status is told. */
  readonly statusAt?: { readonly ocsp?: string; readonly crl?: string };
  /** A responder's certificate whose own status need not be asked (id-pkix-ocsp-nocheck). */
  readonly needsNoCheck?: boolean;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

export interface TestCertificate {
  readonly certificate: Uint8Array;
  signer(algorithm: SignatureAlgorithm): Signer;
}

/** @param name common name of the root, for instance `Gốc thử nghiệm` */
export async function createTestAuthority(
  name: string,
  {
    notBefore = VALID_FROM,
    notAfter = VALID_UNTIL,
    key = 'p256',
  }: {
    readonly notBefore?: Date;
    readonly notAfter?: Date;
    readonly key?: keyof typeof AUTHORITY_KEYS;
  } = {},
): Promise<TestAuthority> {
  const { generated } = AUTHORITY_KEYS[key];
  const keys = await crypto.subtle.generateKey(generated, true, ['sign', 'verify']);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: nameOf(name),
    notBefore,
    notAfter,
    signingAlgorithm: generated,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(AUTHORITY_USES, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return authorityOf({ name, key, keys, certificate: new Uint8Array(root.rawData) });
}

interface Issuer {
  readonly name: string;
  readonly key: keyof typeof AUTHORITY_KEYS;
  readonly keys: CryptoKeyPair;
  readonly certificate: Uint8Array;
}

async function keyObjectOf({ privateKey }: CryptoKeyPair): Promise<KeyObject> {
  const encoded = await crypto.subtle.exportKey('pkcs8', privateKey);
  return createPrivateKey({ key: Buffer.from(encoded), format: 'der', type: 'pkcs8' });
}

async function authorityOf(issuer: Issuer): Promise<TestAuthority> {
  return {
    certificate: issuer.certificate,
    signer: localSigner(
      await keyObjectOf(issuer.keys),
      [issuer.certificate],
      AUTHORITY_KEYS[issuer.key].algorithm,
    ),
    issue: async (request) => {
      const keys = await crypto.subtle.generateKey(KEY_KINDS[request.key], true, ['sign', 'verify']);
      const leaf = await certify(issuer, keys.publicKey, request, leafExtensions(request));
      const key = await keyObjectOf(keys);
      const chain = [leaf, issuer.certificate];
      return { certificate: leaf, signer: (algorithm) => localSigner(key, chain, algorithm) };
    },
    certify: async (request, publicKey) => {
      const key = new x509.PublicKey(new Uint8Array(publicKey));
      return certify(issuer, key, request, leafExtensions(request));
    },
    reissue: async (certificate, subject) => {
      const { publicKey } = new x509.X509Certificate(Buffer.from(certificate));
      return certify(issuer, publicKey, { subject }, leafExtensions({ subject }));
    },
    subordinate: async (name, { isAuthority = true, pathLength, statusAt } = {}) => {
      const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
      const certificate = await certify(issuer, keys.publicKey, { subject: name }, [
        new x509.BasicConstraintsExtension(isAuthority, pathLength, true),
        new x509.KeyUsagesExtension(AUTHORITY_USES, true),
        ...pointers(statusAt),
      ]);
      return authorityOf({ name, key: 'p256', keys, certificate });
    },
  };
}

function leafExtensions({
  keyUsage,
  extendedKeyUsage,
  strangeExtension,
  statusAt,
  needsNoCheck,
}: Omit<CertificateRequest, 'key'>): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags[keyUsage ?? 'digitalSignature'], true),
    ...(extendedKeyUsage ? [new x509.ExtendedKeyUsageExtension([extendedKeyUsage], true)] : []),
    ...pointers(statusAt),
    ...(needsNoCheck ? [new x509.Extension('1.3.6.1.5.5.7.48.1.5', false, new Uint8Array([5, 0]))] : []),
    ...(strangeExtension ? [new x509.Extension(strangeExtension, true, new Uint8Array([5, 0]))] : []),
  ];
}

function pointers({ ocsp, crl }: NonNullable<CertificateRequest['statusAt']> = {}): x509.Extension[] {
  return [
    ...(ocsp ? [new x509.AuthorityInfoAccessExtension({ ocsp: [ocsp] })] : []),
    ...(crl ? [new x509.CRLDistributionPointsExtension([crl])] : []),
  ];
}

async function certify(
  issuer: Issuer,
  publicKey: x509.PublicKeyType,
  request: Omit<CertificateRequest, 'key'>,
  extensions: x509.Extension[],
): Promise<Uint8Array> {
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: randomBytes(8).toString('hex'),
    subject: nameOf(request.subject),
    issuer: nameOf(issuer.name),
    notBefore: request.notBefore ?? VALID_FROM,
    notAfter: request.notAfter ?? VALID_UNTIL,
    signingAlgorithm: AUTHORITY_KEYS[issuer.key].generated,
    publicKey,
    signingKey: issuer.keys.privateKey,
    extensions: [
      ...extensions,
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  });
  return new Uint8Array(certificate.rawData);
}

function nameOf(commonName: string): string {
  return `C=VN, O=Thử nghiệm, CN=${commonName}`;
}

function localSigner(key: KeyObject, chain: readonly Uint8Array[], algorithm: SignatureAlgorithm): Signer {
  const { scheme, hash } = SIGNATURE_ALGORITHMS[algorithm];
  const padding =
    scheme === 'rsa-pss'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : {};
  return {
    algorithm,
    certificateChain: () => [...chain],
    sign: async ({ message }) => new Uint8Array(signBytes(hash, message, { key, ...padding })),
  };
}
