/** Which signer stands behind a directory entry. Each step reaches some routes only, as its rights allow. */
import type { KMSClient } from '@aws-sdk/client-kms';
import type { Agency, Official } from '../../directory/index.ts';
import { PreconditionMissing } from '../../platform/failures.ts';
import { derOfPem } from '../certificates/pem.ts';
import type { SealedSecrets } from '../sealed-secrets.ts';
import { CscSigner } from './csc-signer.ts';
import { KeyFileSigner } from './key-file-signer.ts';
import { KmsSigner } from './kms-signer.ts';
import type { Signer } from './signer.ts';

/** Whose key it is, as the directory has it. */
export interface KeyHolder {
  readonly kind: 'official' | 'agency';
  readonly id: string;
  readonly key: Official['key'] | Agency['seal']['key'];
}

/** The signer of a holder; undefined where the step does not reach keys of that route. */
export type SignerFor = (holder: KeyHolder) => Signer | undefined;

/** @throws {PreconditionMissing} where the key is none this step may use */
export function signerOf(signerFor: SignerFor, holder: KeyHolder): Signer {
  const signer = signerFor(holder);
  if (signer) return signer;
  throw new PreconditionMissing(`${holder.kind} ${holder.id} signs by ${holder.key.route}, not in this step`);
}

export function kmsSignerOf(client: KMSClient, { key }: KeyHolder): Signer | undefined {
  if (key.route !== 'kms') return undefined;
  return new KmsSigner(client, { ...key, chain: derOfPem(key.certificates) });
}

/** Signers for which the product holds a secret. */
export function secretSignerOf(secrets: SealedSecrets, { kind, id, key }: KeyHolder): Signer | undefined {
  if (key.route !== 'pkcs12' && key.route !== 'csc') return undefined;
  const chain = derOfPem(key.certificates);
  const holder = `${kind}/${id}`;
  return key.route === 'csc'
    ? new CscSigner({ ...key, chain, secret: () => secrets.openCredentials(key.secret, holder) })
    : new KeyFileSigner({ ...key, chain, secret: () => secrets.openKeyFile(key.secret, holder) });
}
