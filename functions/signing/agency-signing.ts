/** Everything a function needs that signs for agencies and makes their signatures last. */
import type { KMSClient } from '@aws-sdk/client-kms';
import type { Directory } from '../directory/index.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import type { Table } from '../platform/table.ts';
import { collectRevocation } from './revocation/collect-revocation.ts';
import { SealedSecrets } from './sealed-secrets.ts';
import type { SignatureLevel } from './signature-level.ts';
import { SignatureValues } from './signature-values.ts';
import { anySignerOf, kmsSignerOf, secretSignerOf } from './signers/signer-of.ts';
import { trustServices } from './trust-services.ts';

export function agencySigning(given: {
  readonly table: Table;
  readonly directory: Directory;
  readonly work: ObjectStore;
  readonly keys: KMSClient;
  readonly env: Parameters<typeof trustServices>[1] & {
    readonly SECRETS_KEY_ID: string;
    readonly SIGNATURE_LEVEL: SignatureLevel;
  };
}) {
  const { table, directory, work, keys, env } = given;
  const secrets = new SealedSecrets(keys, work, env.SECRETS_KEY_ID);
  const trust = trustServices(directory, env);
  return {
    values: new SignatureValues(table),
    signerFor: anySignerOf(kmsSignerOf(keys), secretSignerOf(secrets)),
    ...trust,
    evidence: (chains: readonly (readonly Uint8Array[])[]) => collectRevocation(trust.revocation, chains),
    level: env.SIGNATURE_LEVEL,
  };
}
