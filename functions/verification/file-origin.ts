import type { IssuedFiles } from '../archive/index.ts';
import type { Directory } from '../directory/index.ts';
import { coveredDigest, type DocumentReport } from '../signing/index.ts';
import { dataOf, foldState, type LoggedEvent, type RevisionId, type Tracker } from '../tracking/index.ts';

/**
 * Whether the bytes are ours. `issued`: byte for byte the file in force; `superseded`: byte for byte a file we
 * issued, and a later revision of its dossier was issued since; `earlier-revision`: what a file of ours was before
 * its last signature or timestamp; `altered`: something we signed is in it, and the whole is not what we issued;
 * `not-issued`: on its way, and nothing yet in law; `not-ours`: nobody here knows these bytes.
 */
export type FileOriginState =
  | 'issued'
  | 'superseded'
  | 'earlier-revision'
  | 'altered'
  | 'not-issued'
  | 'not-ours';

/** What is known of a file by its bytes alone: nothing that the file does not say itself. */
export interface FileOrigin {
  readonly state: FileOriginState;
  /** name of the issuing agency; absent where the file was not issued */
  readonly agency?: string;
  /** số và ký hiệu */
  readonly symbol?: string;
  /** `YYYY-MM-DD` */
  readonly date?: string;
}

export interface OriginDeps {
  readonly issued: Pick<IssuedFiles, 'findFile' | 'findCovered'>;
  readonly tracker: Tracker;
  readonly directory: Directory;
}

/** Looked up for the newest signatures alone: what came before them is in what they cover. */
const MOST_LOOKUPS = 4;

/** Finds out where a file that was verified comes from. */
export async function fileOrigin(
  deps: OriginDeps,
  pdf: Uint8Array,
  report: DocumentReport,
): Promise<FileOrigin> {
  const whole = await deps.issued.findFile(report.sha256);
  const id = whole ?? (await findByCovered(deps, pdf, report));
  if (!id) return { state: 'not-ours' };
  const log = await deps.tracker.log.read(id);
  const { archived, number } = foldState(log);
  if (!archived || !number) return { state: 'not-issued' };
  const { agency } = await deps.tracker.revision(id);
  const { name } = await deps.directory.agency(agency);
  const { symbol, date } = number;
  const isOurs = whole !== undefined;
  const state = isOurs ? await stateOf(deps, id, wasIssued(log, report.sha256)) : 'altered';
  return { state, agency: name, symbol, date };
}

async function findByCovered(
  { issued }: OriginDeps,
  pdf: Uint8Array,
  { signatures }: DocumentReport,
): Promise<RevisionId | undefined> {
  const newest = signatures.flatMap(({ covers }) => (covers ? [covers] : [])).slice(-MOST_LOOKUPS);
  for (const covers of newest.toReversed()) {
    const found = await issued.findCovered(coveredDigest(pdf, covers));
    if (found) return found;
  }
  return undefined;
}

async function stateOf({ tracker }: OriginDeps, id: RevisionId, isIssued: boolean): Promise<FileOriginState> {
  if (!isIssued) return 'earlier-revision';
  const later = { code: id.code, revision: id.revision + 1 };
  if (!(await tracker.revisions.find(later))) return 'issued';
  return (await tracker.state(later)).archived ? 'superseded' : 'issued';
}

/** Whether a file left us as it is: renewing its timestamps adds to it, and takes nothing from those who hold it. */
function wasIssued(log: readonly LoggedEvent[], sha256: string): boolean {
  return log.some(
    (event) =>
      (event.type === 'result-archived' ||
        event.type === 'appendix-archived' ||
        event.type === 'result-renewed') &&
      dataOf(event, event.type).sha256 === sha256,
  );
}
