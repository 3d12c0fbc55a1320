import { AuthorityKeyIdentifierExtension, Extension, PublicKey, X509CrlGenerator } from './x509.ts';
import { der } from '../../../functions/signing/index.ts';
import type { Member } from './authority.ts';
import { spki } from './certificate.ts';
import type { Revocation } from './register.ts';
import { distinguishedName } from './subject.ts';

const CRL_NUMBER = '2.5.29.20';
const WEEK = 7 * 86_400_000;

/** A certificate revocation list (RFC 5280 §5) in DER, good for a week. */
export async function revocationList(
  issuer: Member,
  entries: readonly Revocation[],
  now: Date,
): Promise<Uint8Array> {
  const seconds = Math.floor(now.getTime() / 1000);
  const list = await X509CrlGenerator.create({
    issuer: distinguishedName(issuer.subject),
    thisUpdate: new Date(seconds * 1000),
    nextUpdate: new Date(seconds * 1000 + WEEK),
    signingAlgorithm: issuer.key.algorithm,
    signingKey: issuer.key.privateKey,
    entries: entries.map(({ serialNumber, at, reason }) => ({
      serialNumber,
      revocationDate: at,
      reason,
    })),
    extensions: [
      await AuthorityKeyIdentifierExtension.create(new PublicKey(await spki(issuer.key))),
      new Extension(CRL_NUMBER, false, new Uint8Array(der.integer(seconds))),
    ],
  });
  return new Uint8Array(list.rawData);
}
