/** Until when a deployment relies on hashes and keys: configuration, as authorities announce it. */
import { z } from 'zod';

/** Hashes, and keys by kind and least length (an RSA key of 2048 to 3071 bits is `RSA-2048`). */
export const ALGORITHM_NAMES = [
  'SHA-256',
  'SHA-384',
  'SHA-512',
  'RSA-2048',
  'RSA-3072',
  'RSA-4096',
  'P-256',
  'P-384',
  'P-521',
] as const;
export type AlgorithmName = (typeof ALGORITHM_NAMES)[number];

/** Last day (UTC) of each algorithm whose end is known; what is not listed has none yet. */
export const algorithmEnds = z.partialRecord(z.enum(ALGORITHM_NAMES), z.iso.date());
export type AlgorithmEnds = z.infer<typeof algorithmEnds>;

/** RSA-2048 has 112 bits of strength: acceptable through 2030 (NIST SP 800-57 part 1 rev. 5, table 4). */
export const knownAlgorithmEnds: AlgorithmEnds = { 'RSA-2048': '2030-12-31' };

/** The moment after which the first of these no longer counts; undefined where none has an end. */
export function algorithmsEndAt(used: readonly AlgorithmName[], ends: AlgorithmEnds): Date | undefined {
  const days = used.flatMap((name) => ends[name] ?? []).toSorted();
  return days[0] === undefined ? undefined : new Date(`${days[0]}T23:59:59.999Z`);
}
