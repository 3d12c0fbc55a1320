/** Agencies, officials, post offices, logins and trusted roots. */
export { Directory } from './directory.ts';
export {
  agency,
  externalKey,
  kmsKey,
  numberSeries,
  official,
  postOffice,
  role,
  signatureAlgorithm,
  trustAnchors,
  user,
  type Agency,
  type Official,
  type PostOffice,
  type Role,
  type SignatureAlgorithm,
  type TrustAnchors,
  type User,
} from './entries.ts';
