import { z } from 'zod';
import { systemClock } from '../../../functions/platform/clock.ts';
import { canonicalJson, sha256 } from '../../../functions/platform/digest.ts';
import {
  dataOf,
  EventLog,
  foldState,
  issuedFiles,
  RevisionRepository,
  verifyChain,
  type IssuedFile,
  type LoggedEvent,
  type RevisionId,
  type RevisionItem,
} from '../../../functions/tracking/index.ts';
import type { Stores } from './open-stores.ts';

/** One revision's log as it lies there, and everything that is wrong with it; nothing is when it is whole. */
export interface RevisionAudit {
  readonly revision: number;
  readonly status: string;
  readonly events: readonly LoggedEvent[];
  readonly head: string | null;
  readonly faults: readonly string[];
}

const keptHead = z.object({ head: z.string() });

/** Audits all revisions of a dossier, oldest first; none when the dossier is unknown. */
export async function auditDossier(stores: Stores, code: string): Promise<RevisionAudit[]> {
  const items = await new RevisionRepository(stores.table).list(code);
  const log = new EventLog(stores.table, systemClock);
  const audits: RevisionAudit[] = [];
  const last = items.at(-1)?.revision ?? 1;
  for (let revision = 1; revision <= last; revision += 1) {
    const item = items.find((each) => each.revision === revision);
    audits.push(await auditRevision(stores, log, { code, revision }, item));
  }
  return audits.filter((audit) => items.length > 0 || audit.events.length > 0);
}

async function auditRevision(
  stores: Stores,
  log: EventLog,
  id: RevisionId,
  item: RevisionItem | undefined,
): Promise<RevisionAudit> {
  const { revision } = id;
  try {
    const events = await log.read(id);
    const state = foldState(events);
    const faults = [
      ...itemFaults(item, events),
      ...(await archiveFaults(stores, id, events)),
      ...(await otherFileFaults(stores, events)),
    ];
    return { revision, status: state.status, events, head: state.head, faults };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const faults = [`nhật ký không đọc được / the log cannot be read: ${z.prettifyError(error)}`];
    return { revision, status: 'unreadable', events: [], head: null, faults };
  }
}

/** The accepted content must be the one whose hash was logged first, and the log as long as it once was. */
function itemFaults(item: RevisionItem | undefined, events: readonly LoggedEvent[]): string[] {
  const first = events[0];
  if (!item) return ['hồ sơ của lần này không còn / the dossier of this revision is gone'];
  if (first?.type !== 'dossier-accepted')
    return ['nhật ký không mở đầu bằng tiếp nhận / no acceptance first'];
  const accepted = dataOf(first, 'dossier-accepted').contentHash === sha256(canonicalJson(item.dossier));
  return [
    ...(accepted ? [] : ['nội dung hồ sơ khác lúc tiếp nhận / the dossier is not the one accepted']),
    ...(item.projected <= events.length ? [] : ['nhật ký ngắn hơn trước / the log was longer before']),
  ];
}

/** What lies in the archive is asked first: it cannot be changed, whatever became of the log. */
async function archiveFaults(
  stores: Stores,
  id: RevisionId,
  events: readonly LoggedEvent[],
): Promise<string[]> {
  const keys = await archivedKeys(stores, id, events);
  const files = issuedFiles(events);
  if (files.length === 0 && keys.length === 0) return chainFaults(events, []);
  const besides = keys.filter((key) => key.endsWith('.json'));
  const heads = await Promise.all(besides.map(async (key) => headOf(await stores.archive.get(key))));
  const kept = files.every(({ key }) => besides.includes(key.replace(/\.pdf$/, '.json')));
  return [
    ...chainFaults(events, heads),
    ...((await areAsIssued(stores, files))
      ? []
      : ['tệp kết quả lưu trữ thiếu hoặc đã đổi / the archived result is missing or changed']),
    ...(kept && heads.length > 0
      ? []
      : ['đầu chuỗi lưu kèm tệp không còn / the chain head kept with the result is gone']),
  ];
}

function headOf(beside: Uint8Array): string {
  return keptHead.parse(JSON.parse(Buffer.from(beside).toString())).head;
}

/** Every file has its bytes, and each renewed one begins with the one before it. */
async function areAsIssued({ archive }: Stores, files: readonly IssuedFile[]): Promise<boolean> {
  let before = new Uint8Array();
  for (const { key, versionId, sha256: digest } of files) {
    const pdf = await archive.find(key, versionId);
    if (pdf === undefined || sha256(pdf) !== digest) return false;
    if (Buffer.compare(pdf.subarray(0, before.length), before) !== 0) return false;
    before = new Uint8Array(pdf);
  }
  return files.length > 0;
}

/** A result is archived in the year of its number: that of its acceptance or the next. */
async function archivedKeys(
  stores: Stores,
  { code, revision }: RevisionId,
  events: readonly LoggedEvent[],
): Promise<string[]> {
  const year = Number(events[0]?.recordedAt.slice(0, 4));
  if (Number.isNaN(year)) return [];
  const lists = [year, year + 1].map((each) => stores.listArchive(`results/${each}/${code}-r${revision}/`));
  return (await Promise.all(lists)).flat();
}

/** What the log says was archived besides the result: each must be there, with the bytes it was archived with. */
async function otherFileFaults({ archive }: Stores, events: readonly LoggedEvent[]): Promise<string[]> {
  const faults = events.flatMap(otherFile).map(async ({ vi, en, key, versionId, sha256: digest }) => {
    const pdf = await archive.find(key, versionId);
    const isWhole = pdf !== undefined && sha256(pdf) === digest;
    return isWhole ? [] : [`${vi} thiếu hoặc đã đổi / ${en} is missing or changed`];
  });
  return (await Promise.all(faults)).flat();
}

/** An appendix in a file of its own, or a certified copy (sao y). */
function otherFile(event: LoggedEvent) {
  if (event.type === 'appendix-archived') {
    const { appendix, ...stored } = dataOf(event, 'appendix-archived');
    return [{ vi: `phụ lục ${appendix}`, en: `appendix ${appendix}`, ...stored }];
  }
  if (event.type === 'copy-issued') {
    const { order, ...stored } = dataOf(event, 'copy-issued');
    return [{ vi: `bản sao y ${order}`, en: `copy ${order}`, ...stored }];
  }
  return [];
}

const BREAKS = {
  gap: 'thiếu sự kiện / an event is missing',
  link: 'không nối với sự kiện trước / not linked to the event before',
  hash: 'nội dung đã bị sửa / its content was changed',
  tail: 'phần cuối đã bị cắt / the tail was cut off',
} as const;

function chainFaults(events: readonly LoggedEvent[], heads: readonly string[]): string[] {
  const verdicts = [verifyChain(events), ...heads.map((head) => verifyChain(events, head))];
  const broken = verdicts.find(({ whole }) => !whole);
  if (broken === undefined || broken.whole) return [];
  return [`chuỗi đứt tại / chain broken at #${broken.seq}: ${BREAKS[broken.reason]}`];
}
