/** Whether a security store proves that every certificate was good when it was used (EN 319 102-1 §5.2.5). */
import { provedChains } from '../certificates/proved-chains.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { certificateStatus } from '../revocation/certificate-status.ts';
import { issuedIn } from '../revocation/collect-revocation.ts';
import type { RevocationEvidence } from '../revocation/revocation-source.ts';
import type { FindingCode } from './report.ts';

const DAY_MS = 24 * 3_600_000;
/** Evidence may be as old as the weekly list it stands in, and no older. */
const FRESHNESS = { maximalAgeMs: 8 * DAY_MS };
/** Where no timestamp over the store says when it was there. */
const STORED_WITHIN_MS = 30 * DAY_MS;

export interface EvidenceCheck {
  readonly roots: readonly Uint8Array[];
  readonly evidence: RevocationEvidence;
  /** The time of the timestamp over the store. */
  readonly seenAt?: Date;
}

/** @throws {ChainMissing} where a signature, its timestamp or a chain does not hold */
export function evidenceFault(
  sealed: PdfFile,
  { roots, evidence, seenAt }: EvidenceCheck,
): FindingCode | undefined {
  const statuses = provedChains(sealed, roots).flatMap(({ path, at }) => {
    const seen = seenAt ?? new Date(at.getTime() + STORED_WITHIN_MS);
    return issuedIn(path).map((issued) => {
      return certificateStatus({ ...issued, ...evidence, at, seenAt: seen, freshness: FRESHNESS }).status;
    });
  });
  if (statuses.includes('revoked')) return 'certificate-revoked';
  return statuses.includes('unknown') ? 'evidence-missing' : undefined;
}
