import { z } from 'zod';
import { areDistinct, officialTitle, signingAuthority } from './signing-authority.ts';

/** Signature algorithms a key in the directory may have. The curve or modulus is the certificate's. */
export const signatureAlgorithm = z.enum([
  'RSASSA_PKCS1_V1_5_SHA_256',
  'RSASSA_PKCS1_V1_5_SHA_384',
  'RSASSA_PKCS1_V1_5_SHA_512',
  'RSASSA_PSS_SHA_256',
  'RSASSA_PSS_SHA_384',
  'RSASSA_PSS_SHA_512',
  'ECDSA_SHA_256',
  'ECDSA_SHA_384',
]);
export type SignatureAlgorithm = z.infer<typeof signatureAlgorithm>;

/** Certificates in PEM, the signer's own first, then its issuers without the root. */
const certificates = z.array(z.string().startsWith('-----BEGIN CERTIFICATE-----')).min(1);

/** A key held in KMS with the certificate issued for it. */
export const kmsKey = z.object({
  route: z.literal('kms'),
  keyId: z.string().min(1),
  algorithm: signatureAlgorithm,
  certificates,
});

/**
 * A key from a PKCS#12 file, for who has no KMS. The file lies in the work bucket under `secret`, with its passphrase
 * under a KMS key beside it; neither is here.
 */
export const keyFileKey = z.object({
  route: z.literal('pkcs12'),
  secret: z.string().startsWith('secrets/'),
  algorithm: signatureAlgorithm,
  certificates,
});

/**
 * A key in a remote signing service (Cloud Signature Consortium API v2), which the product reaches with credentials
 * kept under `secret`.
 */
export const remoteKey = z.object({
  route: z.literal('csc'),
  /** base address, before `/csc/v2` */
  service: z.url(),
  credentialId: z.string().min(1),
  secret: z.string().startsWith('secrets/'),
  algorithm: signatureAlgorithm,
  certificates,
});

/** A key the product never reaches, such as an official's USB token: the signature comes from outside. */
export const externalKey = z.object({
  route: z.literal('external'),
  algorithm: signatureAlgorithm,
  certificates,
});

/**
 * Certificates a renewal has replaced, newest first. What was signed under them stays to be checked and shown,
 * long after their key has gone.
 */
const formerCertificates = z.array(
  z.object({ algorithm: signatureAlgorithm, certificates, replacedAt: z.iso.datetime() }),
);

/**
 * A number series of an agency's register of outgoing documents (sổ đăng ký văn bản đi), restarted every
 * 1 January (Decree 30/2020, art. 15). `suffix` follows the number in "số và ký hiệu", e.g. `/GPXD-UBND`.
 */
export const numberSeries = z.object({
  template: z.string(),
  id: z.string().regex(/^[A-Z0-9-]+$/),
  suffix: z.string().startsWith('/'),
  /** digits the number is padded to; the decree asks for two */
  digits: z.number().int().min(2).max(7).default(2),
});

/**
 * The register of copies (bản sao), counted over all forms and restarted every 1 January; an agency without one
 * issues none. `suffix` is the abbreviation of the form and the agency's, e.g. `/SY-UBND`.
 */
const copySeries = numberSeries.omit({ template: true });

/** An issuing agency (cơ quan ban hành). */
export const agency = z.object({
  code: z.string(),
  name: z.string(),
  /** cơ quan chủ quản, printed above the name; absent for a People's Committee that has none */
  parentName: z.string().optional(),
  /** địa danh, printed before the date */
  place: z.string(),
  address: z.string(),
  phone: z.string(),
  series: z.array(numberSeries).min(1),
  copies: copySeries.optional(),
  seal: z.object({
    key: z.discriminatedUnion('route', [kmsKey, keyFileKey, remoteKey]),
    formerCertificates: formerCertificates.optional(),
    /** object key of the seal's picture (PNG, transparent) */
    picture: z.string(),
    /** the real seal's diameter, millimetres */
    diameterMm: z.number().positive().default(36),
  }),
  /** whether the văn thư's recorded standing authorisation seals, or the clerk by hand, each time */
  sealing: z.discriminatedUnion('mode', [
    z.object({
      mode: z.literal('standing'),
      basis: z.string(),
      /** login (`sub`) of the clerk whose authorisation it is: the log names them by it */
      authorisedBy: z.string(),
      since: z.iso.date(),
    }),
    z.object({ mode: z.literal('by-hand') }),
  ]),
  /** who initials drafts before the official (ký nháy), in order, where the agency's own rules say so */
  initials: z
    .array(z.object({ procedures: z.array(z.string()).min(1), officials: z.array(z.string()).min(1).max(5) }))
    .optional(),
  /** what its dossiers' codes may begin with besides its own code, such as `000.00.27.H15` */
  dossierPrefixes: z.array(z.string()).optional(),
  /** post office (bưu cục) that collects this agency's parcels */
  office: z.string(),
});
export type Agency = z.infer<typeof agency>;

/** An official who approves and signs (người có thẩm quyền ký). */
export const official = z.object({
  id: z.string(),
  agency: z.string(),
  name: z.string(),
  /** their official position of leadership (chức vụ lãnh đạo chính thức), the one on their documents */
  title: officialTitle,
  /** in which capacity they sign for which procedures */
  authorities: z.array(signingAuthority).min(1).refine(areDistinct, {
    error: 'two authorities cover one procedure on the same day',
  }),
  key: z.discriminatedUnion('route', [kmsKey, keyFileKey, remoteKey, externalKey]),
  formerCertificates: formerCertificates.optional(),
  /** object key of the handwritten signature's picture (PNG, blue, transparent) */
  handwriting: z.string(),
});
export type Official = z.infer<typeof official>;

/** A post office (bưu cục) with its queue. */
export const postOffice = z.object({
  code: z.string(),
  name: z.string(),
  address: z.string(),
  phone: z.string(),
});
export type PostOffice = z.infer<typeof postOffice>;

export const role = z.enum(['official', 'clerk', 'post', 'operator', 'integration']);
export type Role = z.infer<typeof role>;

/**
 * A login of ours, by the token's `sub` (a machine's client id). Roles come from the token's groups or
 * scopes; where they apply comes from here: agencies, an official's own id, a post office.
 */
export const user = z.object({
  sub: z.string(),
  name: z.string(),
  agencies: z.array(z.string()),
  official: z.string().optional(),
  office: z.string().optional(),
});
export type User = z.infer<typeof user>;

/** The root certificates in PEM that issued results must chain to. */
export const trustAnchors = z.object({ roots: certificates });
export type TrustAnchors = z.infer<typeof trustAnchors>;
