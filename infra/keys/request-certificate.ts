import { KmsSigner, certificationRequest } from '../../functions/signing/index.ts';
import { provisionKey } from '../local/provision.ts';
import type { KeysCommand } from './arguments.ts';
import { findHolder } from './holder.ts';
import { aliasOf, findKey, tagsOf } from './kms-key.ts';
import type { CeremonyStores } from './stores.ts';

/**
 * `csr`: a certification request in PEM, signed by the holder's key in KMS, which is made first where told.
 * @throws {CeremonyRefused}
 */
export async function requestCertificate(
  { directory, kms, stage }: CeremonyStores,
  asked: Extract<KeysCommand, { command: 'csr' }>,
): Promise<string> {
  const { holder: name, newSpec } = asked;
  const holder = await findHolder(directory, name, asked);
  const keyId = asked.key ?? (newSpec ? aliasOf(name) : kmsKeyOf(holder.key)) ?? aliasOf(name);
  if (newSpec) await provisionKey(kms, keyId, newSpec, tagsOf(name, stage()));
  const key = await findKey({ kms, stage }, name, keyId, asked.algorithm);
  const signer = new KmsSigner(kms, { ...key, chain: [] });
  return pem(await certificationRequest(holder.subject, key.publicKey, signer));
}

/** The key a holder has in KMS already. */
export function kmsKeyOf(
  key: { readonly route: string; readonly keyId?: string } | undefined,
): string | undefined {
  return key?.route === 'kms' ? key.keyId : undefined;
}

function pem(request: Uint8Array): string {
  const lines =
    Buffer.from(request)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE REQUEST-----', ...lines, '-----END CERTIFICATE REQUEST-----', ''].join(
    '\n',
  );
}
