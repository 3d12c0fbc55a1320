/** A small certificate authority for tests: made anew in every run, trusted by nobody else. */
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { type KeyObject, constants, createPrivateKey, sign as signBytes } from 'node:crypto';
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
const KEY_KINDS = { rsa: RSA, p256: P256, p384: P384 } as const;

export const VALID_FROM = new Date('2026-01-01T00:00:00Z');
export const VALID_UNTIL = new Date('2029-01-01T00:00:00Z');

export interface TestAuthority {
  readonly certificate: Uint8Array;
  issue(request: CertificateRequest): Promise<TestCertificate>;
}

export interface CertificateRequest {
  readonly subject: string;
  readonly key: keyof typeof KEY_KINDS;
  readonly extendedKeyUsage?: string;
  readonly keyUsage?: 'digitalSignature' | 'keyAgreement';
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

export interface TestCertificate {
  readonly certificate: Uint8Array;
  signer(algorithm: SignatureAlgorithm): Signer;
}

/** @param name common name of the root, for instance `Gốc thử nghiệm` */
export async function createTestAuthority(name: string): Promise<TestAuthority> {
  const issuer = `C=VN, O=Thử nghiệm, CN=${name}`;
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: issuer,
    notBefore: VALID_FROM,
    notAfter: VALID_UNTIL,
    signingAlgorithm: P256,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const certificate = new Uint8Array(root.rawData);
  let issued = 0x1000;
  return {
    certificate,
    issue: async (request) => {
      const leafKeys = await crypto.subtle.generateKey(KEY_KINDS[request.key], true, ['sign', 'verify']);
      issued += 1;
      const leaf = await issueCertificate(issuer, keys, leafKeys, request, issued.toString(16));
      const encoded = await crypto.subtle.exportKey('pkcs8', leafKeys.privateKey);
      const key = createPrivateKey({ key: Buffer.from(encoded), format: 'der', type: 'pkcs8' });
      return { certificate: leaf, signer: (algorithm) => localSigner(key, [leaf, certificate], algorithm) };
    },
  };
}

async function issueCertificate(
  issuer: string,
  issuerKeys: CryptoKeyPair,
  keys: CryptoKeyPair,
  request: CertificateRequest,
  serialNumber: string,
): Promise<Uint8Array> {
  const purpose = request.extendedKeyUsage;
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber,
    subject: `C=VN, O=Thử nghiệm, CN=${request.subject}`,
    issuer,
    notBefore: request.notBefore ?? VALID_FROM,
    notAfter: request.notAfter ?? VALID_UNTIL,
    signingAlgorithm: P256,
    publicKey: keys.publicKey,
    signingKey: issuerKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags[request.keyUsage ?? 'digitalSignature'], true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuerKeys.publicKey),
      ...(purpose ? [new x509.ExtendedKeyUsageExtension([purpose], true)] : []),
    ],
  });
  return new Uint8Array(leaf.rawData);
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
