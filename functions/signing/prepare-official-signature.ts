/** Step PrepareSignature: fixes what the official signs, over the very bytes they approved. */
import { printedAuthority } from '../approval/index.ts';
import type { Directory } from '../directory/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { derOfPem } from './certificates/pem.ts';
import { prepareOfficialSignature } from './decree-order.ts';
import { type FitnessDependencies, demandFitCertificate } from './fit-certificate.ts';
import { FIELD } from './result-fields.ts';
import {
  type PreparedReference,
  type SignatureWork,
  type WorkFile,
  prepareOnce,
  readWorkFile,
} from './signature-work.ts';

/** The file to be signed is not the one the official was shown and approved. */
export class ApprovedBytesDiffer extends Error {
  override readonly name = 'ApprovedBytesDiffer';
}

export interface PrepareDependencies extends Omit<SignatureWork, 'values'>, FitnessDependencies {
  readonly directory: Directory;
}

export interface PrepareInput extends RevisionId {
  readonly document: WorkFile;
  /** SHA-256 the approval carries. */
  readonly approvedSha256: string;
}

/**
 * @throws {ApprovedBytesDiffer} {PreparedFileChanged} where the stored file is another
 * @throws {CertificateRevoked} {CertificateExpired} {CertificateUnfit} {RevocationUnavailable}
 */
export async function prepareSignatureOfOfficial(
  deps: PrepareDependencies,
  { code, revision, document, approvedSha256 }: PrepareInput,
): Promise<PreparedReference> {
  if (document.sha256 !== approvedSha256) throw new ApprovedBytesDiffer('approved were other bytes');
  const id = { code, revision };
  const { official: officialId } = await deps.tracker.revision(id);
  const official = await deps.directory.official(officialId);
  const chain = derOfPem(official.key.certificates);
  const certificate = chain[0] ?? new Uint8Array();
  await demandFitCertificate(deps, chain);
  const request = { base: document.sha256, certificate, field: FIELD.official };
  return prepareOnce(deps, id, request, async () => {
    return prepareOfficialSignature(await readWorkFile(deps.work, document), {
      algorithm: official.key.algorithm,
      chain,
      signerName: official.name,
      authority: printedAuthority(await deps.tracker.log.read(id)) ?? [],
      signedAt: deps.clock(),
      handwriting: await deps.work.get(official.handwriting),
    });
  });
}
