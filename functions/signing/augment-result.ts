/**
 * Step AugmentResult: the sealed file gets everything a verifier needs offline, and a timestamp over all of it
 * (B-LT and B-LTA, ETSI EN 319 142-1 §6.3), before it is archived and while every service still answers.
 */
import { Buffer } from 'node:buffer';
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
import { verifyTimestamp } from './timestamps/verify-timestamp.ts';

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
  const { level, roots, evidence } = deps;
  if (level === 'B-B' || level === 'B-T') return signed;
  const chains = provedChains(new PdfFile(signed), await roots()).map(({ path }) => path);
  if (level === 'B-LT') return addEvidence(signed, await evidence(chains));
  return withProof(deps, signed, chains, notBefore);
}

/**
 * The file with the status of these chains, and a document timestamp over all of it. Where that comes from an authority of
 * none of these chains (under a new key, or because another did not answer), its status goes into the store as well, and
 * the file is stamped anew: whoever verifies it finds the proof of every certificate in it.
 *
 * @param notBefore time of what the timestamp follows
 * @throws {TsaUnavailable} {RevocationUnavailable}
 */
export async function withProof(
  { authority, roots, evidence }: Pick<AugmentDependencies, 'authority' | 'roots' | 'evidence'>,
  pdf: Uint8Array,
  chains: readonly (readonly Uint8Array[])[],
  notBefore?: Date,
): Promise<Uint8Array> {
  const stamped = await stampedFile(authority, addEvidence(pdf, await evidence(chains)), notBefore);
  const stamp = verifyTimestamp({ ...stamped, roots: await roots() });
  // One that does not hold is found by the validator before the file is issued.
  if (!stamp.ok || chains.some((chain) => isSameAuthority(chain, stamp.path))) return stamped.pdf;
  const stored = addEvidence(pdf, await evidence([...chains, stamp.path]));
  return withTimestamp(authority, stored, notBefore);
}

function isSameAuthority([one]: readonly Uint8Array[], [other]: readonly Uint8Array[]): boolean {
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
}

/** The file with a document timestamp over all of it, in a room that the file's own tokens give the measure of. */
export async function withTimestamp(
  authority: TimestampAuthority,
  pdf: Uint8Array,
  notBefore?: Date,
): Promise<Uint8Array> {
  return (await stampedFile(authority, pdf, notBefore)).pdf;
}

interface StampedFile {
  readonly pdf: Uint8Array;
  readonly token: Uint8Array;
  readonly stamped: Uint8Array;
}

async function stampedFile(
  authority: TimestampAuthority,
  pdf: Uint8Array,
  notBefore: Date | undefined,
): Promise<StampedFile> {
  const ask = async (tokenBytes: number) => {
    const room = prepareDocumentTimestamp(pdf, tokenBytes);
    const stamped = coveredBytes(room.pdf, room.byteRange);
    const { token } = await authority.timestamp(stamped, notBefore);
    return { room, stamped, token };
  };
  const filled = ({ room, stamped, token }: Awaited<ReturnType<typeof ask>>) => ({
    pdf: fillRoom(room, token),
    stamped,
    token,
  });
  const first = await ask(roomForToken(new PdfFile(pdf)));
  if (first.token.length <= roomBytes(first.room)) return filled(first);
  // Another authority answers than the one before: its own token tells, and nothing but a request is lost.
  return filled(await ask(first.token.length + TOKEN_MARGIN_BYTES));
}

function sealedAt(log: readonly LoggedEvent[]): Date | undefined {
  const sealed = log.findLast(({ type }) => type === 'result-sealed');
  return sealed && new Date(dataOf(sealed, 'result-sealed').sealedAt);
}

function augmented({ document: { key, sha256 }, level }: EventData<'result-augmented'>): AugmentedResult {
  return { document: { key, sha256 }, level };
}
