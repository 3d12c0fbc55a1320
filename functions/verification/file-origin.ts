import type { IssuedFiles } from '../archive/index.ts';
import type { Directory } from '../directory/index.ts';
import { coveredDigest, type DocumentReport } from '../signing/index.ts';
import { vietnamDay } from '../platform/clock.ts';
import {
  dataOf,
  foldState,
  issuedFiles,
  type LoggedEvent,
  type RevisionId,
  type RevisionState,
  type Tracker,
} from '../tracking/index.ts';

/**
 * Whether the bytes are ours. `issued`: byte for byte the file in force, or a certified copy of it; `recalled`: byte for
 * byte a file we issued, whose document was recalled; `superseded`: the same, and a later revision of its dossier was
 * issued in its place; `earlier-revision`: what a file of ours was before
 * its last signature or timestamp; `altered`: something we signed is in it, and the whole is not what we issued;
 * `not-issued`: on its way, and nothing yet in law; `not-ours`: nobody here knows these bytes.
 */
export type FileOriginState =
  | 'issued'
  | 'recalled'
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
  /** day the document was recalled in Vietnam, whatever became of the bytes; absent unless it was */
  readonly recalledOn?: string;
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
  const { archived, number, recalled } = foldState(log);
  if (!archived || !number) return { state: 'not-issued' };
  const { agency } = await deps.tracker.revision(id);
  const { name } = await deps.directory.agency(agency);
  const issued = issuedAs(log, report.sha256, number);
  const { symbol, date } = issued ?? number;
  const recalledOn = recalled && vietnamDay(new Date(recalled.recalledAt));
  const state = whole ? await stateOf(deps, id, { isIssued: issued !== undefined, recalled }) : 'altered';
  return { state, agency: name, symbol, date, ...(recalledOn && { recalledOn }) };
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

/** A later revision is taken only once the one before was recalled. */
async function stateOf(
  { tracker }: OriginDeps,
  id: RevisionId,
  { isIssued, recalled }: { readonly isIssued: boolean } & Pick<RevisionState, 'recalled'>,
): Promise<FileOriginState> {
  if (!isIssued) return 'earlier-revision';
  if (!recalled) return 'issued';
  const later = await tracker.state({ code: id.code, revision: id.revision + 1 });
  return later.archived ? 'superseded' : 'recalled';
}

/**
 * Number and date under which a file left us as it is; undefined for one that did not. Renewing its timestamps adds to a
 * file, and takes nothing from those who hold it; a certified copy has a number of its own.
 */
function issuedAs(
  log: readonly LoggedEvent[],
  sha256: string,
  number: NonNullable<RevisionState['number']>,
): Required<Pick<FileOrigin, 'symbol' | 'date'>> | undefined {
  const issued = issuedFiles(log).find(({ versions }) => versions.some((each) => each.sha256 === sha256));
  const copies = log.flatMap((event) => (event.type === 'copy-issued' ? [dataOf(event, event.type)] : []));
  return issued && (copies.find((copy) => copy.sha256 === issued.versions[0]?.sha256) ?? number);
}
