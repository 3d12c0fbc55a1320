/** A sealed result made to last, in tests: revocation data in the file, a document timestamp over all of it. */
import { Buffer } from 'node:buffer';
import { coveredBytes } from '../pdf/byte-range.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import {
  type PdfDict,
  type PdfObject,
  PdfRaw,
  PdfRef,
  PdfStream,
  PdfString,
  dict,
  isArray,
  name,
  withEntries,
} from '../pdf/pdf-object.ts';
import { Revision } from '../pdf/revision.ts';
import type { Signer } from '../signers/signer.ts';
import type { DocumentReport } from '../validation/document/document-report.ts';
import { type DocumentRequest, verifyDocument } from '../validation/document/verify-document.ts';
import { type SealedResult, sealedResult } from './sealed-result.ts';
import { SIGNED_AT, type SigningDesk, stamp } from './signing-desk.ts';
import { testOcsp } from './test-status.ts';

export const NOW = new Date('2026-11-25T02:00:00Z');

export interface ArchivedResult extends SealedResult {
  /** With revocation data for all three signers. */
  readonly stored: Uint8Array;
  /** With a document timestamp, too. */
  readonly archived: Uint8Array;
  readonly verify: (pdf: Uint8Array, change?: Partial<DocumentRequest>) => DocumentReport;
  /** The verdict and the codes of all that was found, without asking for revocation. */
  readonly judged: (pdf: Uint8Array) => Judged;
}

export interface Judged {
  readonly verdict: DocumentReport['verdict'];
  readonly codes: readonly string[];
  /** In words, one line each. */
  readonly details: string;
}

export async function archivedResult(): Promise<ArchivedResult> {
  const result = await sealedResult();
  const { desk, sealed } = result;
  const stored = withSecurityStore(sealed, { OCSPs: await goodNews(desk) });
  const archived = await withDocumentTimestamp(stored, { signer: desk.time, at: hoursLater(2) });
  const verify = (pdf: Uint8Array, change: Partial<DocumentRequest> = {}) =>
    verifyDocument(pdf, { roots: [desk.authority.certificate], now: NOW, ...change });
  const judged = (pdf: Uint8Array) => judgedBy(verify(pdf, { skipsRevocation: true }));
  return { ...result, stored, archived, verify, judged };
}

export function judgedBy({ verdict, findings, signatures }: DocumentReport): Judged {
  const all = [...findings, ...signatures.flatMap((each) => each.findings)];
  const details = all.map(({ detail }) => detail).join('\n');
  return { verdict, codes: [...new Set(all.map(({ code }) => code))], details };
}

export function hoursLater(hours: number): Date {
  return new Date(SIGNED_AT.getTime() + hours * 3_600_000);
}

/** OCSP answers for official, agency and timestamp authority, an hour after they signed. */
export async function goodNews(desk: SigningDesk, thisUpdate = hoursLater(1)): Promise<Uint8Array[]> {
  const { authority } = desk;
  const leaves = [desk.official, desk.agency, desk.time].map((signer) => leafOf(signer));
  return Promise.all(
    leaves.map((certificate) =>
      testOcsp({ certificate, issuer: authority.certificate, signer: authority.signer, thisUpdate }),
    ),
  );
}

export function leafOf(signer: Signer): Uint8Array {
  return signer.certificateChain()[0] ?? new Uint8Array();
}

type Store = Readonly<Partial<Record<'Certs' | 'OCSPs' | 'CRLs', readonly Uint8Array[]>>>;

export function withSecurityStore(pdf: Uint8Array, store: Store): Uint8Array {
  const revision = new Revision(new PdfFile(pdf));
  const lists = Object.entries(store).map(([key, pieces]) => {
    return [key, pieces.map((piece) => revision.add(new PdfStream(new Map(), piece)))] as const;
  });
  const entries = dict({ Type: name('DSS'), ...Object.fromEntries(lists) });
  return changedCatalog(revision, { DSS: revision.add(entries) });
}

/** The file with one more revision. */
export function updated(pdf: Uint8Array, change: (revision: Revision) => void): Uint8Array {
  const revision = new Revision(new PdfFile(pdf));
  change(revision);
  return revision.write().pdf;
}

/** One more revision whose catalog has other entries. */
function changedCatalog(revision: Revision, entries: Readonly<Record<string, PdfObject>>): Uint8Array {
  const { file } = revision;
  revision.replace(rootOf(file), withEntries(file.catalog, entries));
  return revision.write().pdf;
}

export function rootOf(file: PdfFile): PdfRef {
  const root = file.trailer.get('Root');
  if (!(root instanceof PdfRef)) throw new TypeError('no root');
  return root;
}

/** The first page, as an object to be changed. */
export function firstPage(file: PdfFile): { readonly ref: PdfRef; readonly dict: PdfDict } {
  const [ref] = file.array(file.dict(file.catalog.get('Pages')).get('Kids'));
  if (!(ref instanceof PdfRef)) throw new TypeError('no page');
  return { ref, dict: file.dict(ref) };
}

/** Adds a signature field with a widget, and gives form and page their references to it. */
export function addField(revision: Revision, entries: Readonly<Record<string, PdfObject>>): PdfRef {
  const { file } = revision;
  const page = firstPage(file);
  const widget = {
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    F: 132,
    Rect: [0, 0, 0, 0],
  };
  const field = revision.add(dict({ ...widget, P: page.ref, ...entries }));
  const form = file.catalog.get('AcroForm');
  if (!(form instanceof PdfRef)) throw new TypeError('no form');
  append(revision, form, 'Fields', field);
  append(revision, page.ref, 'Annots', field);
  return field;
}

export function append(revision: Revision, holder: PdfRef, key: string, member: PdfObject): void {
  const entries = revision.current(holder);
  const list = entries.get(key);
  const present = revision.file.resolve(list);
  const all = [...(isArray(present) ? present : []), member];
  if (list instanceof PdfRef) revision.replace(list, all);
  else revision.replace(holder, withEntries(entries, { [key]: all }));
}

interface TimestampWish {
  readonly signer: Signer;
  readonly at: Date;
  readonly field?: string;
  readonly rectangle?: readonly number[];
}

const ROOM = 8192;
const RANGE = '[0 0000000000 0000000000 0000000000]';

export async function withDocumentTimestamp(pdf: Uint8Array, wish: TimestampWish): Promise<Uint8Array> {
  const revision = new Revision(new PdfFile(pdf));
  const signature = revision.add(
    dict({
      Type: name('DocTimeStamp'),
      Filter: name('Adobe.PPKLite'),
      SubFilter: name('ETSI.RFC3161'),
      ByteRange: new PdfRaw(RANGE),
      Contents: new PdfRaw(`<${'0'.repeat(ROOM * 2)}>`),
    }),
  );
  addField(revision, {
    T: PdfString.ofAscii(wish.field ?? 'timestamp'),
    V: signature,
    Rect: [...(wish.rectangle ?? [0, 0, 0, 0])],
  });
  const written = revision.write();
  return filled(written.pdf, written.offsets.get(signature.number) ?? 0, (covered) => {
    return stamp(covered, wish.signer, wish.at);
  });
}

async function filled(
  pdf: Buffer,
  from: number,
  cmsOver: (covered: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const start = pdf.indexOf('/Contents <', from, 'latin1') + '/Contents '.length;
  const end = start + ROOM * 2 + 2;
  const range = [0, start, end, pdf.length - end] as const;
  pdf.write(`[${range.join(' ')}]`.padEnd(RANGE.length), pdf.indexOf(RANGE, from, 'latin1'), 'latin1');
  const cms = await cmsOver(coveredBytes(pdf, range));
  pdf.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1');
  return pdf;
}
