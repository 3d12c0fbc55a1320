/**
 * The steps official and agency have in common. Each ends in an event of the log, put once: whoever comes
 * second, after a kill or at the same time, goes on with what the first one left.
 */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { PreconditionMissing } from '../platform/failures.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { sha256 } from '../platform/digest.ts';
import type { Actor, RevisionId, Tracker } from '../tracking/index.ts';
import { claimedTime } from './pdf/claimed-time.ts';
import { PreparedFileChanged, SignatureValueWrong, completeSignature } from './pdf/complete-signature.ts';
import { formField } from './pdf/form-field.ts';
import { PdfFile } from './pdf/pdf-file.ts';
import { SignatureRoomTooSmall } from './pdf/signature-room.ts';
import type { PreparedSignature } from './pdf/prepare-signature.ts';
import { decodePrepared } from './prepared-record.ts';
import type { SignatureValues } from './signature-values.ts';
import type { Signer } from './signers/signer.ts';
import { isSignatureOf } from './signers/verify-signature-value.ts';
import type { TimestampAuthority } from './timestamps/timestamp-authority.ts';
import { WIDE_TOKEN_BYTES } from './timestamps/token-room.ts';

/** The token of the timestamp authority exceeds even the widest room. */
export class TokenTooLarge extends Error {
  override readonly name = 'TokenTooLarge';
}

/** A file in the work bucket. */
export interface WorkFile {
  readonly key: string;
  readonly sha256: string;
}

/** A prepared signature in the work bucket; `digest` is what the key signs, in hexadecimal. */
export interface PreparedReference {
  readonly key: string;
  readonly field: string;
  readonly digest: string;
}

export interface SignatureWork {
  readonly tracker: Tracker;
  readonly work: ObjectStore;
  readonly values: SignatureValues;
}

/** Reads a file and makes sure it is the one meant. */
export async function readWorkFile(work: ObjectStore, file: WorkFile): Promise<Uint8Array> {
  const pdf = await work.get(file.key);
  if (sha256(pdf) !== file.sha256) throw new PreparedFileChanged(`${file.key} has other bytes`);
  return pdf;
}

/** @throws {PreparedFileChanged} where the record is not the one whose digest is meant */
export async function readPrepared(
  work: ObjectStore,
  reference: PreparedReference,
): Promise<PreparedSignature> {
  const prepared = decodePrepared(await work.get(reference.key));
  const { field, digest } = prepared;
  if (field !== reference.field || Buffer.from(digest).toString('hex') !== reference.digest) {
    throw new PreparedFileChanged(`${reference.key} is another preparation`);
  }
  return prepared;
}

/**
 * Signs once: a value that is kept is used again.
 *
 * @throws {SignatureValueWrong} where the key is not the one of the prepared certificate
 */
export async function signOnce(
  { tracker, values }: Omit<SignatureWork, 'work'>,
  id: RevisionId,
  prepared: PreparedSignature,
  signer: Pick<Signer, 'sign'>,
  by: { readonly signer: string; readonly actor: Actor },
): Promise<Uint8Array> {
  const { field, algorithm, attributes, digest, chain } = prepared;
  const hex = Buffer.from(digest).toString('hex');
  const signatureId = { ...id, field, digest: hex };
  let value = await values.find(signatureId);
  if (value === undefined) {
    const signature = await signer.sign({ message: attributes, digest });
    const certificate = chain[0] ?? new Uint8Array();
    if (!isSignatureOf({ algorithm, certificate, message: attributes, signature })) {
      throw new SignatureValueWrong(`${field}: the key is not the certificate's`);
    }
    value = await values.keep(signatureId, signature);
  }
  const data = { field, digest: hex, signer: by.signer };
  await tracker.record(id, 'signature-received', `signature-received:${field}:${hex}`, data, {
    actor: by.actor,
  });
  return value;
}

/** The value kept for a prepared signature. */
export async function keptValue(values: SignatureValues, id: RevisionId, prepared: PreparedReference) {
  const value = await values.find({ ...id, field: prepared.field, digest: prepared.digest });
  if (value === undefined) throw new PreconditionMissing(`no signature of ${prepared.field} is kept`);
  return value;
}

export interface FinishedSignature {
  readonly document: WorkFile;
  /** SHA-256 of the signer's certificate. */
  readonly certificate: string;
  /** Time of the timestamp; at B-B the one the signature claims. ISO 8601. */
  readonly time: string;
}

/**
 * Stamps the value where the room is for that, embeds both, and puts the file where its hash says.
 *
 * @param notBefore time of the signature this one comes after
 * @throws {TsaUnavailable} {SignatureRoomTooSmall} {TokenTooLarge}
 */
export async function finishSignature(
  { work, authority }: { readonly work: ObjectStore; readonly authority: TimestampAuthority },
  id: RevisionId,
  prepared: PreparedSignature,
  value: Uint8Array,
  notBefore?: Date,
): Promise<FinishedSignature> {
  const { token, time } =
    prepared.tokenBytes > 0
      ? await authority.timestamp(value, notBefore)
      : { token: undefined, time: timeOf(prepared) };
  const pdf = embedded(prepared, value, token);
  const document = { key: `${folderOf(id)}/${sha256(pdf)}.pdf`, sha256: sha256(pdf) };
  await work.putOnce(document.key, pdf, 'application/pdf');
  const certificate = createHash('sha256')
    .update(prepared.chain[0] ?? new Uint8Array())
    .digest('hex');
  return { document, certificate, time: time.toISOString() };
}

/** @throws {SignatureRoomTooSmall} {TokenTooLarge} */
function embedded(prepared: PreparedSignature, value: Uint8Array, token: Uint8Array | undefined): Uint8Array {
  try {
    return completeSignature(prepared, value, token);
  } catch (error) {
    const isWide = prepared.tokenBytes >= WIDE_TOKEN_BYTES;
    if (!isWide || !(error instanceof SignatureRoomTooSmall)) throw error;
    throw new TokenTooLarge(`${prepared.field}: a token of ${token?.length ?? 0} octets`);
  }
}

/** What the signature claims, where nothing will prove it. */
function timeOf({ pdf, field }: PreparedSignature): Date {
  const file = new PdfFile(pdf);
  const time = claimedTime(file.dict(formField(file, field).dict.get('V')));
  if (time === undefined) throw new PreparedFileChanged(`${field}: no time is claimed`);
  return time;
}

/** Where the files of one revision's signatures lie in the work bucket. */
export function folderOf({ code, revision }: RevisionId): string {
  return `signing/${code}-r${revision}`;
}
