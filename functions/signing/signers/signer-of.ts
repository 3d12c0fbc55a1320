/** Which signer stands behind a directory entry. Each step reaches some routes only, as its rights allow. */
import type { KMSClient } from '@aws-sdk/client-kms';
import type { Agency, Official } from '../../directory/index.ts';
import { PreconditionMissing } from '../../platform/failures.ts';
import type { PreparedSignature } from '../pdf/prepare-signature.ts';
import type { SealedSecrets } from '../sealed-secrets.ts';
import { CscSigner } from './csc-signer.ts';
import { KeyFileSigner } from './key-file-signer.ts';
import { KmsSigner } from './kms-signer.ts';
import type { Signer } from './signer.ts';

/** Whose key it is, as the directory has it. */
interface KeyHolder {
  readonly kind: 'official' | 'agency';
  readonly id: string;
  readonly key: Official['key'] | Agency['seal']['key'];
}

/** What was prepared for it: the algorithm and certificates of then, whatever the directory says by now. */
type PreparedFor = Pick<PreparedSignature, 'algorithm' | 'chain'>;

/** The signer of a holder; undefined where the step does not reach keys of that route. */
export type SignerFor = (holder: KeyHolder, prepared: PreparedFor) => Signer | undefined;

/** @throws {PreconditionMissing} where the key is none this step may use */
export function signerOf(signerFor: SignerFor, holder: KeyHolder, prepared: PreparedFor): Signer {
  const signer = signerFor(holder, prepared);
  if (signer) return signer;
  throw new PreconditionMissing(`${holder.kind} ${holder.id} signs by ${holder.key.route}, not in this step`);
}

export function kmsSignerOf(client: KMSClient): SignerFor {
  return ({ key }, { algorithm, chain }) => {
    if (key.route !== 'kms') return undefined;
    return new KmsSigner(client, { keyId: key.keyId, algorithm, chain });
  };
}

/** Signers for which the product holds a secret. */
export function secretSignerOf(secrets: SealedSecrets): SignerFor {
  return ({ kind, id, key }, { algorithm, chain }) => {
    if (key.route !== 'pkcs12' && key.route !== 'csc') return undefined;
    const holder = `${kind}/${id}`;
    const as = { algorithm, chain };
    return key.route === 'csc'
      ? new CscSigner({ ...key, ...as, secret: () => secrets.openCredentials(key.secret, holder) })
      : new KeyFileSigner({ ...as, secret: () => secrets.openKeyFile(key.secret, holder) });
  };
}

/** The first of these that reaches the key. */
export function anySignerOf(...routes: readonly SignerFor[]): SignerFor {
  return (holder, prepared) =>
    routes.reduce<Signer | undefined>((found, route) => found ?? route(holder, prepared), undefined);
}
