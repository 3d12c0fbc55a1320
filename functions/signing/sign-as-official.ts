/** Step SignWithKms: the official's key in KMS signs what was prepared. It signs for officials alone. */
import { PreconditionMissing } from '../platform/failures.ts';
import type { Directory } from '../directory/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { FIELD } from './result-fields.ts';
import { type PreparedReference, type SignatureWork, readPrepared, signOnce } from './signature-work.ts';
import type { KmsKey } from './signers/kms-signer.ts';
import type { Signer } from './signers/signer.ts';

export interface SignDependencies extends SignatureWork {
  readonly directory: Directory;
  readonly signerFor: (key: KmsKey) => Signer;
}

/** @throws {PreconditionMissing} where the official's key is not in KMS, or another field was prepared */
export async function signAsOfficial(
  deps: SignDependencies,
  id: RevisionId,
  reference: PreparedReference,
): Promise<{ field: string; digest: string }> {
  const { official: officialId } = await deps.tracker.revision(id);
  const { key } = await deps.directory.official(officialId);
  if (key.route !== 'kms') throw new PreconditionMissing(`official ${officialId} has no key in KMS`);
  if (reference.field !== FIELD.official) throw new PreconditionMissing('not the official’s field');
  const prepared = await readPrepared(deps.work, reference);
  const signer = deps.signerFor({ ...key, algorithm: prepared.algorithm, chain: prepared.chain });
  await signOnce(deps, id, prepared, signer, {
    signer: officialId,
    actor: { kind: 'official', id: officialId },
  });
  return { field: reference.field, digest: reference.digest };
}
