import { dataOf, storedFile, type EventType, type LoggedEvent } from './event.ts';
import type { RevisionId } from './event-log.ts';

/**
 * One issued file of a revision: its result, an appendix in a file of its own, or a certified copy. `file` is the
 * SHA-256 it was issued with, by which it goes however often its timestamps are renewed.
 */
export interface FileId extends RevisionId {
  readonly file: string;
}

/** What an issued file is, or was before its timestamps were renewed: each version is a prefix of the next. */
export interface FileVersion {
  readonly key: string;
  readonly versionId: string | null;
  readonly sha256: string;
  readonly size: number;
  /** when it took its place, ISO 8601 */
  readonly since: string;
}

/** An issued file with its versions, oldest first; the last one is served. */
export interface IssuedFile {
  readonly kind: 'result' | 'appendix' | 'copy';
  readonly versions: readonly FileVersion[];
}

const KINDS: ReadonlyMap<EventType, IssuedFile['kind']> = new Map([
  ['result-archived', 'result'],
  ['appendix-archived', 'appendix'],
  ['copy-issued', 'copy'],
] as const);

/**
 * Every file of a revision in the archive, in the order of the log; appendices are in the template's. Appendices are
 * archived before the result, and issued with it.
 */
export function issuedFiles(log: readonly LoggedEvent[]): IssuedFile[] {
  const files: { readonly kind: IssuedFile['kind']; readonly versions: FileVersion[] }[] = [];
  for (const event of log) {
    const kind = KINDS.get(event.type);
    if (kind) files.push({ kind, versions: [versionIn(event)] });
    if (event.type !== 'file-renewed') continue;
    const { from } = dataOf(event, event.type);
    files.find(({ versions }) => versions.at(-1)?.sha256 === from)?.versions.push(versionIn(event));
  }
  return files;
}

/** The versions of one issued file; none where there is no such file. */
export function versionsOf(files: readonly IssuedFile[], file: string): readonly FileVersion[] {
  return files.find(({ versions }) => versions[0]?.sha256 === file)?.versions ?? [];
}

function versionIn(event: LoggedEvent): FileVersion {
  return { ...storedFile.parse(event.data), since: event.recordedAt };
}
