import type { RevisionId } from '../tracking/index.ts';

/** Where an issued file of a revision lies in the archive, without its ending: by the year of its number and its SHA-256. */
export function archivePlace(
  { code, revision, number }: RevisionId & { readonly number: { readonly date: string } },
  sha256: string,
): string {
  return `results/${number.date.slice(0, 4)}/${code}-r${revision}/${sha256}`;
}
