/** Agencies, officials, post offices, logins and trusted roots. */
export { Directory } from './directory.ts';
export {
  role,
  signatureAlgorithm,
  type Agency,
  type Official,
  type PostOffice,
  type Role,
  type SignatureAlgorithm,
  type TrustAnchors,
  type User,
} from './entries.ts';
