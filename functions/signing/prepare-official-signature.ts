/** Step PrepareSignature: fixes what the official signs, over the very bytes they approved. */
import { printedAuthority } from '../approval/index.ts';
import type { Directory, Official } from '../directory/index.ts';
import { type LoggedEvent, type RevisionId, dataOf } from '../tracking/index.ts';
import { derOfPem } from './certificates/pem.ts';
import { prepareOfficialSignature } from './decree-order.ts';
import { type FitnessDependencies, demandFitCertificate } from './fit-certificate.ts';
import { SAFE_TOKEN_BYTES } from './pdf/signature-room.ts';
import { isFresh } from './preparation-age.ts';
import { FIELD } from './result-fields.ts';
import type { SignatureLevel } from './signature-level.ts';
import { prepareOnce } from './prepare-once.ts';
import { type PreparedReference, type SignatureWork, type WorkFile, readWorkFile } from './signature-work.ts';
import { WIDE_TOKEN_BYTES } from './timestamps/token-room.ts';

/** The file to be signed is not the one the official was shown and approved. */
export class ApprovedBytesDiffer extends Error {
  override readonly name = 'ApprovedBytesDiffer';
}

export interface PrepareDependencies extends Omit<SignatureWork, 'values'>, FitnessDependencies {
  readonly directory: Directory;
  /** B-B leaves no room for a timestamp. */
  readonly level: SignatureLevel;
  /** Octets kept for a timestamp token where the key is the product's to use. */
  readonly tokenBytes: number;
}

export interface PrepareInput extends RevisionId {
  readonly document: WorkFile;
  /** SHA-256 the approval carries. */
  readonly approvedSha256: string;
  /** The timestamp token of a first try did not fit. */
  readonly wideRoom?: boolean;
}

/**
 * @throws {ApprovedBytesDiffer} {PreparedFileChanged} where the stored file is another
 * @throws {CertificateRevoked} {CertificateExpired} {CertificateUnfit} {RevocationUnavailable}
 */
export async function prepareSignatureOfOfficial(
  deps: PrepareDependencies,
  { code, revision, document, approvedSha256, wideRoom = false }: PrepareInput,
): Promise<PreparedReference> {
  if (document.sha256 !== approvedSha256) throw new ApprovedBytesDiffer('approved were other bytes');
  const id = { code, revision };
  const { official: officialId } = await deps.tracker.revision(id);
  const official = await deps.directory.official(officialId);
  const chain = derOfPem(official.key.certificates);
  const certificate = chain[0] ?? new Uint8Array();
  await demandFitCertificate(deps, chain);
  const serves = (known: LoggedEvent, log: readonly LoggedEvent[]) =>
    isFresh(known.occurredAt, deps.clock()) || isAnswered(known, log);
  const request = { base: document.sha256, certificate, field: FIELD.official, wideRoom, serves };
  return prepareOnce(deps, id, request, async () => {
    return prepareOfficialSignature(await readWorkFile(deps.work, document), {
      algorithm: official.key.algorithm,
      chain,
      signerName: official.name,
      authority: printedAuthority(await deps.tracker.log.read(id)) ?? [],
      signedAt: deps.clock(),
      tokenBytes: wideRoom ? WIDE_TOKEN_BYTES : tokenRoom(deps, official.key.route),
      handwriting: await deps.work.get(official.handwriting),
    });
  });
}

/** A key that a person holds is asked twice only where it cannot be helped: that costs them a second PIN. */
function tokenRoom({ level, tokenBytes }: PrepareDependencies, route: Official['key']['route']): number {
  if (level === 'B-B') return 0;
  return route === 'external' ? Math.max(SAFE_TOKEN_BYTES, tokenBytes) : tokenBytes;
}

/** A value that was given is not asked for again. */
function isAnswered(known: LoggedEvent, log: readonly LoggedEvent[]): boolean {
  const { field, digest } = dataOf(known, 'signature-prepared');
  return log.some(({ key }) => key === `signature-received:${field}:${digest}`);
}
