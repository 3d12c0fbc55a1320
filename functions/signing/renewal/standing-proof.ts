/** What the newest timestamp over a whole file stands on, and until when it counts. */
import { type AlgorithmEnds, type AlgorithmName, algorithmsEndAt } from '../../platform/algorithm-ends.ts';
import { certificateParts } from '../certificates/certificate-parts.ts';
import { archiveCycles } from '../validation/archive-cycles.ts';

export interface StandingProof {
  /** The time of the newest timestamp over the whole file. */
  readonly time: Date;
  /** From the authority's certificate to the root, both included. */
  readonly path: readonly Uint8Array[];
  /** When the first certificate of its path ends. */
  readonly certificatesEnd: Date;
  /** Hashes and keys it stands on, sorted. */
  readonly algorithms: readonly AlgorithmName[];
}

/**
 * Undefined where the file ends in no timestamp over all of it, or one of its timestamps does not hold.
 *
 * @throws {MalformedPdf} where the file cannot be read
 */
export function standingProof(pdf: Uint8Array, roots: readonly Uint8Array[]): StandingProof | undefined {
  const read = archiveCycles(pdf, roots);
  const stamp = read.ok ? read.cycles.at(-1)?.stamp : undefined;
  if (stamp?.algorithms === undefined) return undefined;
  const { time, path, algorithms } = stamp;
  const first = Math.min(...path.map((certificate) => certificateParts(certificate).notAfter.getTime()));
  return { time, path, certificatesEnd: new Date(first), algorithms };
}

/** When the proof runs out: with its first certificate or its first algorithm. */
export function proofEndsAt(
  { certificatesEnd, algorithms }: Pick<StandingProof, 'certificatesEnd' | 'algorithms'>,
  ends: AlgorithmEnds,
): Date {
  const end = algorithmsEndAt(algorithms, ends);
  return end !== undefined && end < certificatesEnd ? end : certificatesEnd;
}
