/**
 * Step SealResult (đóng dấu, cấp số): number and date are allotted, and one revision fills both fields and
 * carries the agency's signature (Decree 30/2020/NĐ-CP, art. 15 and 17). Appendices in files of their own are signed
 * after it.
 */
import type { Agency, Directory } from '../directory/index.ts';
import { type AllottedNumber, type NumberRegister, allotNumber, seriesFor } from '../registry/index.ts';
import { type EventData, type LoggedEvent, type RevisionId, dataOf } from '../tracking/index.ts';
import type { CertifyDependencies } from './certify-file.ts';
import { prepareAgencySignature } from './decree-order.ts';
import { PdfFile } from './pdf/pdf-file.ts';
import { FIELD } from './result-fields.ts';
import { demandFitAgency, signAsAgency } from './sign-as-agency.ts';
import { sealAppendices } from './seal-appendices.ts';
import type { FinishedSignature, WorkFile } from './signature-work.ts';
import { roomForToken } from './timestamps/token-room.ts';

/** Nobody has authorised the agency's seal on this result: neither the clerk nor a standing order. */
export class SealNotAuthorised extends Error {
  override readonly name = 'SealNotAuthorised';
}

export interface SealDependencies extends CertifyDependencies {
  readonly directory: Directory;
  readonly register: NumberRegister;
}

export interface SealedResult {
  readonly document: WorkFile;
  readonly number: AllottedNumber;
}

/**
 * @throws {SealNotAuthorised} {TsaUnavailable} {NumberCancelled} {PreconditionMissing} {GlyphMissing}
 * @throws {CertificateRevoked} {CertificateExpired} {CertificateUnfit} {RevocationUnavailable}
 */
export async function sealResult(
  deps: SealDependencies,
  id: RevisionId,
  signed: WorkFile,
): Promise<SealedResult> {
  const { agency: agencyCode } = await deps.tracker.revision(id);
  const agency = await deps.directory.agency(agencyCode);
  const log = await authorise(deps, id, agency);
  const known = log.find(({ key }) => key === `result-sealed:${signed.sha256}`);
  // Before a number is allotted: none is burnt on a seal that cannot be set.
  if (known === undefined) await demandFitAgency(deps, agency);
  const number = await allot(deps, id, agency, log);
  const order = { agency, number, signed, notBefore: signedAt(log) };
  const sealed = known ? dataOf(known, 'result-sealed') : await seal(deps, id, order);
  await sealAppendices(deps, id, { agency, symbol: number.symbol });
  return { document: sealed.document, number };
}

interface SealOrder {
  readonly agency: Agency;
  readonly number: AllottedNumber;
  readonly signed: WorkFile;
  /** When the official signed. */
  readonly notBefore: Date | undefined;
}

async function seal(
  deps: SealDependencies,
  id: RevisionId,
  order: SealOrder,
): Promise<EventData<'result-sealed'>> {
  const { document, certificate, time } = await setSeal(deps, id, order);
  const { symbol, date } = order.number;
  const key = `result-sealed:${order.signed.sha256}`;
  const data = { document, symbol, date, certificate, sealedAt: time };
  const { event } = await deps.tracker.record(id, 'result-sealed', key, data);
  return dataOf(event, 'result-sealed');
}

function setSeal(
  deps: SealDependencies,
  id: RevisionId,
  { agency, number, signed, notBefore }: SealOrder,
): Promise<FinishedSignature> {
  return signAsAgency(deps, id, {
    agency,
    unsigned: signed,
    field: FIELD.agency,
    notBefore,
    usualTokenBytes: (pdf) => roomForToken(new PdfFile(pdf)),
    prepare: async (pdf, signer) =>
      prepareAgencySignature(pdf, {
        ...signer,
        signedAt: deps.clock(),
        seal: await deps.work.get(agency.seal.picture),
        number: number.symbol,
        date: number.date,
      }),
  });
}

/** A standing authorisation is recorded for this result; where the clerk seals by hand, theirs must be there. */
async function authorise(
  { tracker }: SealDependencies,
  id: RevisionId,
  agency: Agency,
): Promise<LoggedEvent[]> {
  if (agency.sealing.mode === 'standing') {
    const { basis, authorisedBy } = agency.sealing;
    const actor = { kind: 'clerk', id: authorisedBy } as const;
    await tracker.record(id, 'seal-authorised', 'seal-authorised', { basis }, { actor });
  }
  const log = await tracker.log.read(id);
  if (!log.some(({ type }) => type === 'seal-authorised')) {
    throw new SealNotAuthorised(`${id.code} r${id.revision} waits for the clerk`);
  }
  return log;
}

/** When the official signed, as their timestamp proves. */
function signedAt(log: readonly LoggedEvent[]): Date | undefined {
  const signed = log.findLast(({ type }) => type === 'official-signed');
  return signed && new Date(dataOf(signed, 'official-signed').signedAt);
}

async function allot(
  { tracker, register, clock }: SealDependencies,
  id: RevisionId,
  agency: Agency,
  log: readonly LoggedEvent[],
): Promise<AllottedNumber> {
  const accepted = log.find(({ type }) => type === 'dossier-accepted');
  const template = accepted ? dataOf(accepted, 'dossier-accepted').template.id : '';
  const series = seriesFor(agency, template);
  const number = await allotNumber({ register }, { id, agency: agency.code, series, now: clock() });
  await tracker.record(id, 'number-allotted', 'number-allotted', number);
  return number;
}
