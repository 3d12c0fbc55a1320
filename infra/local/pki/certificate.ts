import { randomBytes } from 'node:crypto';
import * as x509 from './x509.ts';
import { distinguishedName } from './subject.ts';
import type { Subject } from './subject.ts';
import type { SigningKey } from './signing-key.ts';

const DAY = 86_400_000;
const OCSP_NO_CHECK = '1.3.6.1.5.5.7.48.1.5';

/** Extended key usages of RFC 5280 and RFC 3161. */
export const purpose = { timeStamping: '1.3.6.1.5.5.7.3.8', ocspSigning: '1.3.6.1.5.5.7.3.9' } as const;

/** What a certificate is for; fixes its key usage and extensions. */
export type CertificateUse = 'ca' | 'signature' | 'timestamp' | 'ocsp';

/** From when until when a certificate is valid. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface CertificateOrder {
  readonly subject: Subject;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  readonly use: CertificateUse;
  readonly validity: Validity;
  /** Where revocation and the issuer are found: `http://127.0.0.1:<pki port>/<issuer>`. */
  readonly issuerAddress: string;
}

export interface Issuer {
  readonly subject: Subject;
  readonly key: SigningKey;
}

/** A self-signed root, valid for twenty years. */
export async function selfSigned(subject: Subject, key: SigningKey): Promise<x509.X509Certificate> {
  const publicKey = new x509.PublicKey(new Uint8Array(await spki(key)));
  return x509.X509CertificateGenerator.create({
    ...common(subject, publicKey, yearsFromNow(20)),
    issuer: distinguishedName(subject),
    signingAlgorithm: key.algorithm,
    signingKey: key.privateKey,
    extensions: [...authorityUse(1), await x509.SubjectKeyIdentifierExtension.create(publicKey)],
  });
}

/** A certificate for another's public key. */
export async function issue(order: CertificateOrder, issuer: Issuer): Promise<x509.X509Certificate> {
  const publicKey = new x509.PublicKey(new Uint8Array(order.publicKey));
  return x509.X509CertificateGenerator.create({
    ...common(order.subject, publicKey, order.validity),
    issuer: distinguishedName(issuer.subject),
    signingAlgorithm: issuer.key.algorithm,
    signingKey: issuer.key.privateKey,
    extensions: [
      ...usage(order.use),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(new x509.PublicKey(await spki(issuer.key))),
      ...(order.use === 'ocsp' ? [] : revocation(order.issuerAddress)),
    ],
  });
}

/** SubjectPublicKeyInfo of a key of the PKI, in DER. */
export async function spki(key: SigningKey): Promise<ArrayBuffer> {
  return crypto.subtle.exportKey('spki', key.publicKey);
}

/** Valid since yesterday, so that a clock a little behind accepts it. */
export function yearsFromNow(years: number): Validity {
  const now = Date.now();
  return { notBefore: new Date(now - DAY), notAfter: new Date(now + years * 365 * DAY) };
}

function common(subject: Subject, publicKey: x509.PublicKey, validity: Validity) {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return {
    serialNumber: serial.toString('hex'),
    subject: distinguishedName(subject),
    publicKey,
    ...validity,
  };
}

function authorityUse(pathLength: number): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(true, pathLength, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  ];
}

function usage(use: CertificateUse): x509.Extension[] {
  if (use === 'ca') return authorityUse(0);
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    keyUsage(use),
    ...(use === 'timestamp' ? [new x509.ExtendedKeyUsageExtension([purpose.timeStamping], true)] : []),
    ...(use === 'ocsp'
      ? [
          new x509.ExtendedKeyUsageExtension([purpose.ocspSigning]),
          new x509.Extension(OCSP_NO_CHECK, false, new Uint8Array([5, 0])),
        ]
      : []),
  ];
}

function keyUsage(use: CertificateUse): x509.Extension {
  const { digitalSignature, nonRepudiation } = x509.KeyUsageFlags;
  return use === 'signature'
    ? new x509.KeyUsagesExtension(digitalSignature | nonRepudiation, true)
    : new x509.KeyUsagesExtension(digitalSignature, true);
}

function revocation(address: string): x509.Extension[] {
  return [
    new x509.CRLDistributionPointsExtension([`${address}.crl`]),
    new x509.AuthorityInfoAccessExtension({ ocsp: [`${address}/ocsp`], caIssuers: [`${address}.cer`] }),
  ];
}
