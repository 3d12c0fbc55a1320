import type { Directory, SignatureAlgorithm } from '../../functions/directory/index.ts';
import { certificateExpiry, certificateObjection, derOfPem } from '../../functions/signing/index.ts';
import type { EnteredKey, Holder } from './holder.ts';
import { CeremonyRefused } from './refusal.ts';

interface Registration {
  /** SubjectPublicKeyInfo in DER */
  readonly publicKey: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  /** in PEM, that of the key first */
  readonly certificates: readonly string[];
}

/**
 * Nothing stands against this certificate for this holder's key.
 * @throws {CeremonyRefused}
 */
export async function requireRegistrable(
  directory: Directory,
  { name }: Holder,
  { publicKey, algorithm, certificates }: Registration,
  at: Date,
): Promise<void> {
  const roots = derOfPem((await directory.trustAnchors()).roots);
  const chain = derOfPem(certificates);
  const objection = certificateObjection({ chain, publicKey, algorithm, name, roots, at });
  if (objection === undefined) return;
  const { vi, en } = objection.message;
  throw new CeremonyRefused({ vi: `${vi} [${objection.code}]`, en: `${en} [${objection.code}]` });
}

/** Enters the key; answers what to tell whoever brought it. */
export async function enterKey(holder: Holder, key: EnteredKey, now: Date): Promise<string> {
  await holder.register(key, now);
  const expiry = certificateExpiry(key.certificates, now);
  const until = expiry?.notAfter.toISOString().slice(0, 10);
  const place = key.route === 'kms' ? key.keyId : key.secret;
  return `${holder.name}: ${place}, ${key.algorithm}, đến / until ${until} (${expiry?.daysLeft} ngày / days)`;
}
