/** Agencies, officials, post offices, logins and trusted roots. */
export { Directory, type KeyHolders } from './directory.ts';
export {
  agency,
  official,
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
export { authorityFor, authorityLines, type SigningAuthority } from './signing-authority.ts';
