import type { Directory } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { canonicalJson } from '../platform/digest.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { enterProof, type ProofSchedule } from '../renewal/index.ts';
import { confirmNumber, type AllottedNumber, type NumberRegister } from '../registry/index.ts';
import { derOfPem, fileFingerprint, type SignatureLevel, validateResult } from '../signing/index.ts';
import {
  dataOf,
  type EventData,
  type EventType,
  type LoggedEvent,
  type RevisionId,
  keepChainHead,
  type Tracker,
} from '../tracking/index.ts';
import { extendsDraft } from './approved-draft.ts';
import { archivePlace } from './archive-place.ts';
import {
  finishedAppendices,
  findingsOfAppendices,
  storeAppendices,
  type FinishedAppendix,
} from './archive-appendices.ts';
import type { IssuedFiles } from './issued-files.ts';

/** The finished file is not what it must be: it never counts as issued. The message names each finding. */
export class ResultInvalid extends Error {
  override readonly name = 'ResultInvalid';
}

export interface ArchiveDeps {
  readonly tracker: Tracker;
  readonly directory: Directory;
  readonly register: NumberRegister;
  readonly work: ObjectStore;
  readonly archive: ObjectStore;
  readonly issued: IssuedFiles;
  readonly proofs: ProofSchedule;
  readonly clock: Clock;
}

export interface ArchiveRequest extends RevisionId {
  readonly document: { readonly key: string; readonly sha256: string };
  readonly number: AllottedNumber;
  /** exactly what the file must be */
  readonly level: SignatureLevel;
}

/**
 * Validates the finished file and its appendices, stores them for good and makes their bytes known again; the
 * result's event makes all of them issued. Beside it lies the head of the log's chain at that moment, so that a log
 * cut off later shows. Files that can be renewed are entered for renewal.
 * @throws {ResultInvalid} for any finding of the validator, or a number and date that are not the register's
 * @throws {PreconditionMissing} when the file, the trusted roots or the log of its signing are not there
 */
export async function archiveResult(
  deps: ArchiveDeps,
  request: ArchiveRequest,
): Promise<{ key: string; versionId: string | null; sha256: string }> {
  const { code, revision, document, number } = request;
  const pdf = await deps.work.get(document.key);
  const log = await deps.tracker.log.read(request);
  const appendices = await finishedAppendices(deps, log);
  const roots = derOfPem((await deps.directory.trustAnchors()).roots);
  const findings = await findingsOf(deps, request, { pdf, log, appendices, roots });
  if (findings.length > 0) throw new ResultInvalid(`${code} r${revision}: ${findings.join(', ')}`);
  const place = archivePlace(request, document.sha256);
  await storeAppendices(deps, request, appendices);
  const stored = await deps.archive.putOnce(`${place}.pdf`, pdf, 'application/pdf');
  await deps.issued.register(fileFingerprint(pdf), { code, revision });
  const { event } = await deps.tracker.record(request, 'result-archived', 'result-archived', {
    ...stored,
    sha256: document.sha256,
    size: pdf.byteLength,
  });
  const archived = dataOf(event, 'result-archived');
  await keepChainHead(deps.archive, archived.key, event, { sha256: archived.sha256, number });
  await enterProofs(deps, request, { pdf, appendices, roots });
  return { key: archived.key, versionId: archived.versionId, sha256: archived.sha256 };
}

/** Enters what ends in a timestamp over the whole file, by the digests that were held against the bytes. */
async function enterProofs(
  { proofs }: ArchiveDeps,
  { code, revision, document, level }: ArchiveRequest,
  { pdf, appendices, roots }: Omit<FinishedFiles, 'log'>,
): Promise<void> {
  const files = [
    { file: document.sha256, pdf, level },
    ...appendices.flatMap(({ appendix: { sealed }, pdf }) =>
      sealed && pdf ? [{ file: sealed.document.sha256, pdf, level: sealed.level }] : [],
    ),
  ];
  for (const { file, pdf, level } of files) {
    if (level === 'B-LTA') await enterProof(proofs, { code, revision, file }, pdf, roots);
  }
}

/** What is to be issued, and how it came to be. */
interface FinishedFiles {
  readonly pdf: Uint8Array;
  readonly log: readonly LoggedEvent[];
  readonly appendices: readonly FinishedAppendix[];
  readonly roots: readonly Uint8Array[];
}

/** Everything that speaks against issuing a file: register, approval, signatures, seal. */
async function findingsOf(
  deps: ArchiveDeps,
  request: ArchiveRequest,
  { pdf, log, appendices, roots }: FinishedFiles,
): Promise<string[]> {
  const registered = await confirmNumber(deps, request);
  if (!registered || canonicalJson(registered) !== canonicalJson(request.number)) {
    return ['number-not-registered'];
  }
  const report = validateResult(pdf, {
    roots,
    level: request.level,
    expected: {
      number: registered.symbol,
      date: registered.date,
      sha256: request.document.sha256,
      official: latest(log, 'official-signed').certificate,
      agency: latest(log, 'result-sealed').certificate,
    },
  });
  const approved = extendsDraft(pdf, latest(log, 'result-approved').sha256);
  const findings = [
    ...report.findings.map(({ code, field }) => (field ? `${code} (${field})` : code)),
    ...(approved ? [] : ['not-the-approved-draft']),
  ];
  if (findings.length > 0) return findings;
  return findingsOfAppendices(pdf, appendices, { roots, now: deps.clock(), symbol: registered.symbol });
}

function latest<Type extends EventType>(log: readonly LoggedEvent[], type: Type): EventData<Type> {
  const event = log.findLast((each) => each.type === type);
  if (!event) throw new PreconditionMissing(`the log has no ${type}`);
  return dataOf(event, type);
}
