/**
 * Whether the timestamps of a file hand the proof on without a gap: each must have been renewed while its
 * certificates and algorithms still counted, under evidence that it was good, and the newest must count now
 * (EN 319 102-1 §5.6.2.3, past signature validation).
 */
import { type AlgorithmEnds, type AlgorithmName, algorithmsEndAt } from '../../platform/algorithm-ends.ts';
import { certificateParts } from '../certificates/certificate-parts.ts';
import { provedChains } from '../certificates/proved-chains.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { certificateStatus } from '../revocation/certificate-status.ts';
import { issuedIn } from '../revocation/collect-revocation.ts';
import { spoilsTimestamps } from '../timestamps/spoils-timestamps.ts';
import type { ArchiveCycle } from './archive-cycles.ts';
import { evidenceFault } from './check-evidence.ts';
import type { FindingCode } from './report.ts';

/** The moment the proof must reach, and what still counts then. */
export interface AsOf {
  readonly now: Date;
  readonly ends: AlgorithmEnds;
}

interface Terms {
  readonly roots: readonly Uint8Array[];
  /** Where it is left out, neither the newest timestamp's end nor any algorithm's is looked at. */
  readonly asOf: AsOf | undefined;
}

/** @throws {ChainMissing} where a signature, its timestamp or a chain does not hold */
export function proofFault(
  sealed: PdfFile,
  cycles: readonly ArchiveCycle[],
  { roots, asOf }: Terms,
): FindingCode | undefined {
  const [first] = cycles;
  if (first === undefined) return 'archive-timestamp-missing';
  const { evidence, stamp } = first;
  const fault = evidenceFault(sealed, { roots, evidence, seenAt: stamp.time });
  if (fault !== undefined) return fault;
  const used = provedChains(sealed, roots).map(({ algorithms }) => algorithms);
  if (asOf && used.some((each) => !countsAt(each, stamp.time, asOf.ends))) return 'proof-lapsed';
  for (const [index, cycle] of cycles.entries()) {
    const next = cycles[index + 1];
    const broken = next === undefined ? endFault(cycle, asOf) : linkFault(cycle, next, asOf);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

/** Good news from before says nothing of a key that was lost while the timestamp stood by itself. */
const AFTERWARDS = { maximalAgeMs: 0 };

/** From one timestamp to the one that renewed it. */
function linkFault(
  { stamp }: ArchiveCycle,
  next: ArchiveCycle,
  asOf: AsOf | undefined,
): FindingCode | undefined {
  const renewedAt = next.stamp.time;
  if (renewedAt < stamp.time) return 'archive-timestamp';
  if (!holdsAt(stamp.path, renewedAt)) return 'proof-lapsed';
  if (asOf && !countsAt(stamp.algorithms, renewedAt, asOf.ends)) return 'proof-lapsed';
  for (const issued of issuedIn(stamp.path)) {
    const question = { ...issued, ...next.evidence, at: stamp.time, seenAt: renewedAt };
    const status = certificateStatus({ ...question, freshness: AFTERWARDS });
    if (status.status === 'unknown') return 'evidence-missing';
    if (status.status === 'revoked' || spoilsTimestamps(status.revokedLater)) return 'certificate-revoked';
  }
  return undefined;
}

function endFault({ stamp }: ArchiveCycle, asOf: AsOf | undefined): FindingCode | undefined {
  if (asOf === undefined) return undefined;
  const { now, ends } = asOf;
  return holdsAt(stamp.path, now) && countsAt(stamp.algorithms, now, ends) ? undefined : 'proof-lapsed';
}

function holdsAt(path: readonly Uint8Array[], at: Date): boolean {
  return path.every((certificate) => certificateParts(certificate).notAfter >= at);
}

function countsAt(used: readonly AlgorithmName[] | undefined, at: Date, ends: AlgorithmEnds): boolean {
  if (used === undefined) return false;
  const end = algorithmsEndAt(used, ends);
  return end === undefined || at <= end;
}
