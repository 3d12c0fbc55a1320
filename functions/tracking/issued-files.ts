import { dataOf, type LoggedEvent } from './event.ts';

/** A file that was, or is, the issued one; each is a prefix of the next. */
export interface IssuedFile {
  readonly key: string;
  readonly versionId: string | null;
  readonly sha256: string;
  readonly size: number;
  /** when it became the issued file, ISO 8601 */
  readonly since: string;
}

/** Every file a revision was ever issued as, oldest first; the last one is served. Empty until it is issued. */
export function issuedFiles(log: readonly LoggedEvent[]): IssuedFile[] {
  return log.flatMap((event) => {
    if (event.type !== 'result-archived' && event.type !== 'result-renewed') return [];
    const { key, versionId, sha256, size } = dataOf(event, event.type);
    return [{ key, versionId, sha256, size, since: event.recordedAt }];
  });
}
