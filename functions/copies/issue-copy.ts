import type { IssuedFiles } from '../archive/index.ts';
import type { Agency, Directory } from '../directory/index.ts';
import { sha256 } from '../platform/digest.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { allotNumber, confirmNumber, type NumberRegister } from '../registry/index.ts';
import { enterProof, type ProofSchedule } from '../renewal/index.ts';
import type { Typeface } from '../rendering/index.ts';
import {
  certifyFile,
  COPY_FIELD,
  copiedDocument,
  demandFitAgency,
  fileFingerprint,
  verifyDocument,
  type CertifyDependencies,
} from '../signing/index.ts';
import { dataOf, type EventData, type EventType, type Tracker } from '../tracking/index.ts';
import { copyCover } from './copy-cover.ts';
import type { CopyId, OrderedCopy } from './copy-order.ts';
import type { CopyRepository } from './copy-repository.ts';
import { blockTexts } from './copy-texts.ts';
import { recordOrder } from './order-copy.ts';

/** The finished copy does not hold before our own verifier: it is never issued. */
export class CopyInvalid extends Error {
  override readonly name = 'CopyInvalid';
}

export interface IssueDeps extends CertifyDependencies {
  readonly directory: Directory;
  readonly copies: CopyRepository;
  readonly register: NumberRegister;
  readonly archive: ObjectStore;
  readonly issued: IssuedFiles;
  readonly proofs: ProofSchedule;
  readonly typeface: () => Promise<Typeface>;
}

/**
 * Makes, numbers, signs and archives an ordered copy (Decree 30/2020, art. 25 to 27, App. I), and enters it for renewal
 * where it can be renewed. Each part ends in an event put once, so that whoever comes again goes on with what is there:
 * one copy has one number and one file. Of a recalled document none is made; one that has its number by then is
 * finished, so that the register has no gap.
 * @throws {PreconditionMissing} when the original, or the agency's register of copies, is not there
 * @throws {CopyInvalid} and what signing throws
 */
export async function issueCopy(deps: IssueDeps, ordered: OrderedCopy): Promise<void> {
  await recordOrder(deps.tracker, ordered);
  const { agency: code } = await deps.tracker.revision(ordered);
  const agency = await deps.directory.agency(code);
  const signed = await happened(deps.tracker, ordered, 'copy-signed');
  const begun = await happened(deps.tracker, ordered, 'copy-made');
  if (!begun && (await mayNotBegin(deps, ordered))) return deps.copies.close(ordered);
  // Before a number is allotted: none is burnt on a copy that cannot be signed.
  if (!signed) await demandFitAgency(deps, agency);
  const made = begun ?? (await make(deps, ordered, agency));
  await store(deps, ordered, made, signed ?? (await sign(deps, ordered, agency, made)));
  await deps.copies.close(ordered);
}

/** Recalled before a number was allotted to the copy. */
async function mayNotBegin(deps: IssueDeps, ordered: OrderedCopy): Promise<boolean> {
  const { recalled } = await deps.tracker.state(ordered);
  if (!recalled) return false;
  const { code, revision, order } = ordered;
  return (await confirmNumber(deps, { code, revision, copy: order })) === undefined;
}

async function make(deps: IssueDeps, ordered: OrderedCopy, agency: Agency): Promise<EventData<'copy-made'>> {
  const { code, revision, order } = ordered;
  const { archived } = await deps.tracker.state(ordered);
  if (!archived || !agency.copies) throw new PreconditionMissing(`${code} r${revision} cannot be copied`);
  const madeAt = deps.clock();
  const request = {
    id: { code, revision, copy: order },
    agency: agency.code,
    series: agency.copies,
    now: madeAt,
  };
  const { symbol, date } = await allotNumber(deps, request);
  const original = await deps.archive.get(archived.key, archived.versionId);
  if (sha256(original) !== archived.sha256) throw new CopyInvalid(`${archived.key} has other bytes`);
  const texts = blockTexts(agency.name, madeAt);
  const title = `Bản sao y số ${symbol} - hồ sơ ${code}`;
  const cover = await copyCover({ texts, title, agency: agency.name, madeAt }, await deps.typeface());
  const document = await keep(deps.work, ordered, copiedDocument(original, { texts, cover, madeAt }));
  return record(deps.tracker, ordered, 'copy-made', {
    order,
    document,
    symbol,
    date,
    madeAt: madeAt.toISOString(),
  });
}

async function sign(
  deps: IssueDeps,
  ordered: OrderedCopy,
  agency: Agency,
  { document: unsigned, symbol, madeAt }: EventData<'copy-made'>,
): Promise<EventData<'copy-signed'>> {
  const { pdf, level, certificate, signedAt } = await certifyFile(deps, ordered, {
    agency,
    unsigned,
    field: COPY_FIELD,
    signature: () => ({ reason: `Sao y - ${symbol}`, signedAt: new Date(madeAt) }),
  });
  const { verdict, findings, signatures } = verifyDocument(pdf, {
    roots: await deps.roots(),
    now: deps.clock(),
    skipsRevocation: level === 'B-B' || level === 'B-T',
  });
  const faults = [...findings, ...signatures.flatMap((each) => each.findings)];
  if (verdict === 'not-valid' || faults.length > 0) {
    throw new CopyInvalid(`${ordered.order}: ${faults.map((fault) => fault.code).join(', ')}`);
  }
  const document = await keep(deps.work, ordered, pdf);
  const { order } = ordered;
  return record(deps.tracker, ordered, 'copy-signed', { order, document, level, certificate, signedAt });
}

async function store(
  deps: IssueDeps,
  ordered: OrderedCopy,
  { symbol, date }: EventData<'copy-made'>,
  { document, level }: EventData<'copy-signed'>,
): Promise<void> {
  const { code, revision, order } = ordered;
  const pdf = await deps.work.get(document.key);
  const place = `copies/${date.slice(0, 4)}/${code}-r${revision}/${document.sha256}.pdf`;
  const stored = await deps.archive.putOnce(place, pdf, 'application/pdf');
  await deps.issued.register(fileFingerprint(pdf), { code, revision });
  const data = { order, symbol, date, ...stored, sha256: document.sha256, size: pdf.byteLength };
  await record(deps.tracker, ordered, 'copy-issued', data);
  if (level !== 'B-LTA') return;
  await enterProof(deps.proofs, { code, revision, file: document.sha256 }, pdf, await deps.roots());
}

async function keep(work: ObjectStore, { code, revision }: CopyId, pdf: Uint8Array) {
  const digest = sha256(pdf);
  const { key } = await work.putOnce(`signing/${code}-r${revision}/${digest}.pdf`, pdf, 'application/pdf');
  return { key, sha256: digest };
}

type CopyEvent = Extract<EventType, 'copy-made' | 'copy-signed' | 'copy-issued'>;

/** What the log has counts, also where this attempt made something else. */
async function record<Type extends CopyEvent>(
  tracker: Tracker,
  id: CopyId,
  type: Type,
  data: EventData<Type>,
): Promise<EventData<Type>> {
  const { event } = await tracker.record(id, type, `${type}:${id.order}`, data);
  return dataOf(event, type);
}

async function happened<Type extends CopyEvent>(
  tracker: Tracker,
  id: CopyId,
  type: Type,
): Promise<EventData<Type> | undefined> {
  const event = (await tracker.log.read(id)).find(({ key }) => key === `${type}:${id.order}`);
  return event && dataOf(event, type);
}
