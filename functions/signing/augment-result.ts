/**
 * Step AugmentResult: the sealed file gets everything a verifier needs offline, and a timestamp over all of it
 * (B-LT and B-LTA, ETSI EN 319 142-1 §6.3), before it is archived and while every service still answers.
 */
import { sha256 } from '../platform/digest.ts';
import { type EventData, type LoggedEvent, type RevisionId, dataOf } from '../tracking/index.ts';
import { provedChains } from './certificates/proved-chains.ts';
import { coveredBytes } from './pdf/byte-range.ts';
import { prepareDocumentTimestamp } from './pdf/document-timestamp.ts';
import { PdfFile } from './pdf/pdf-file.ts';
import { addEvidence } from './pdf/security-store.ts';
import type { RevocationEvidence } from './revocation/revocation-source.ts';
import { fillRoom, roomBytes } from './pdf/signature-room.ts';
import type { SignatureLevel } from './signature-level.ts';
import { type SignatureWork, type WorkFile, folderOf, readWorkFile } from './signature-work.ts';
import type { TimestampAuthority } from './timestamps/timestamp-authority.ts';
import { TOKEN_MARGIN_BYTES, longestToken, roomForToken } from './timestamps/token-room.ts';

export interface AugmentDependencies extends Omit<SignatureWork, 'values'> {
  readonly authority: TimestampAuthority;
  readonly roots: () => Promise<readonly Uint8Array[]>;
  /** These chains' certificates, the proof of their status now, and the certificates that proof needs. */
  readonly evidence: (chains: readonly (readonly Uint8Array[])[]) => Promise<RevocationEvidence>;
  readonly level: SignatureLevel;
}

export interface AugmentedResult {
  readonly document: WorkFile;
  readonly level: SignatureLevel;
}

/**
 * The file at the configured level, which stays what it was when a retry is configured otherwise; the sealed file itself
 * where that is B-T or less, or where its signatures have no timestamps to prove anything by (B-B).
 *
 * @throws {TsaUnavailable} {RevocationUnavailable} {ChainMissing} {PreparedFileChanged}
 */
export async function augmentResult(
  deps: AugmentDependencies,
  id: RevisionId,
  sealed: WorkFile,
): Promise<AugmentedResult> {
  const { tracker, work, level } = deps;
  const key = `result-augmented:${sealed.sha256}`;
  const log = await tracker.log.read(id);
  const known = log.find((event) => event.key === key);
  if (known) return augmented(dataOf(known, 'result-augmented'));
  const base = await readWorkFile(work, sealed);
  if (longestToken(new PdfFile(base)) === 0) return { document: sealed, level: 'B-B' };
  if (level === 'B-B' || level === 'B-T') return { document: sealed, level: 'B-T' };
  const pdf = await augmentedFile(deps, base, sealedAt(log));
  const document = { key: `${folderOf(id)}/${sha256(pdf)}.pdf`, sha256: sha256(pdf) };
  await work.putOnce(document.key, pdf, 'application/pdf');
  const { event } = await tracker.record(id, 'result-augmented', key, { document, level });
  return augmented(dataOf(event, 'result-augmented'));
}

/**
 * A signed file at the configured level.
 *
 * @param notBefore time of its last signature
 */
export async function augmentedFile(
  deps: Omit<AugmentDependencies, 'tracker' | 'work'>,
  signed: Uint8Array,
  notBefore?: Date,
): Promise<Uint8Array> {
  if (deps.level === 'B-B' || deps.level === 'B-T') return signed;
  const stored = await withEvidence(deps, signed);
  return deps.level === 'B-LTA' ? withTimestamp(deps.authority, stored, notBefore) : stored;
}

async function withEvidence(
  { roots, evidence }: Pick<AugmentDependencies, 'roots' | 'evidence'>,
  pdf: Uint8Array,
): Promise<Uint8Array> {
  const chains = provedChains(new PdfFile(pdf), await roots());
  return addEvidence(pdf, await evidence(chains.map(({ path }) => path)));
}

/** The file with a document timestamp over all of it, in a room that the file's own tokens give the measure of. */
export async function withTimestamp(
  authority: TimestampAuthority,
  pdf: Uint8Array,
  notBefore?: Date,
): Promise<Uint8Array> {
  const stamped = async (tokenBytes: number) => {
    const room = prepareDocumentTimestamp(pdf, tokenBytes);
    const { token } = await authority.timestamp(coveredBytes(room.pdf, room.byteRange), notBefore);
    return { room, token };
  };
  const first = await stamped(roomForToken(new PdfFile(pdf)));
  if (first.token.length <= roomBytes(first.room)) return fillRoom(first.room, first.token);
  // Another authority answers than the one before: its own token tells, and nothing but a request is lost.
  const second = await stamped(first.token.length + TOKEN_MARGIN_BYTES);
  return fillRoom(second.room, second.token);
}

function sealedAt(log: readonly LoggedEvent[]): Date | undefined {
  const sealed = log.findLast(({ type }) => type === 'result-sealed');
  return sealed && new Date(dataOf(sealed, 'result-sealed').sealedAt);
}

function augmented({ document: { key, sha256 }, level }: EventData<'result-augmented'>): AugmentedResult {
  return { document: { key, sha256 }, level };
}
