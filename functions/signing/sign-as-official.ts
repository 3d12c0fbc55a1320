/** Steps SignWithKms and SignWithSecret: the official's key signs what was prepared. Officials' keys alone. */
import { PreconditionMissing } from '../platform/failures.ts';
import type { Directory } from '../directory/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { FIELD } from './result-fields.ts';
import { type PreparedReference, type SignatureWork, readPrepared, signOnce } from './signature-work.ts';
import { type SignerFor, signerOf } from './signers/signer-of.ts';

export interface SignDependencies extends SignatureWork {
  readonly directory: Directory;
  /** Reaches the keys this step may use, and no others. */
  readonly signerFor: SignerFor;
}

/** @throws {PreconditionMissing} where the official's key is not this step's, or another field was prepared */
export async function signAsOfficial(
  deps: SignDependencies,
  id: RevisionId,
  reference: PreparedReference,
): Promise<{ field: string; digest: string }> {
  const { official: officialId } = await deps.tracker.revision(id);
  const { key } = await deps.directory.official(officialId);
  if (reference.field !== FIELD.official) throw new PreconditionMissing('not the official’s field');
  const prepared = await readPrepared(deps.work, reference);
  const signer = signerOf(deps.signerFor, { kind: 'official', id: officialId, key }, prepared);
  await signOnce(deps, id, prepared, signer, {
    signer: officialId,
    actor: { kind: 'official', id: officialId },
  });
  return { field: reference.field, digest: reference.digest };
}
