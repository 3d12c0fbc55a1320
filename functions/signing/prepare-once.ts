import { Buffer } from 'node:buffer';
import { sha256 } from '../platform/digest.ts';
import { type LoggedEvent, type RevisionId, dataOf } from '../tracking/index.ts';
import type { PreparedSignature } from './pdf/prepare-signature.ts';
import { encodePrepared } from './prepared-record.ts';
import { type PreparedReference, type SignatureWork, folderOf } from './signature-work.ts';

/** What is prepared, and which of the preparations made before still serves. */
interface PrepareOnceRequest {
  /** SHA-256 of the file to be signed */
  readonly base: string;
  readonly certificate: Uint8Array;
  readonly field: string;
  /** the token of a first try did not fit */
  readonly wideRoom: boolean;
  readonly serves: (known: LoggedEvent, log: readonly LoggedEvent[]) => boolean;
}

/**
 * Prepares a signature once for these bytes, this certificate and this kind of room; later calls answer the newest
 * one, as long as that serves.
 */
export async function prepareOnce(
  { tracker, work }: Omit<SignatureWork, 'values'>,
  id: RevisionId,
  { field, base, certificate, wideRoom, serves }: PrepareOnceRequest,
  prepare: () => Promise<PreparedSignature>,
): Promise<PreparedReference> {
  const room = wideRoom ? ':wide' : '';
  const first = `signature-prepared:${field}:${base}:${sha256(certificate)}${room}`;
  const log = await tracker.log.read(id);
  const known = log.filter(({ key }) => key.startsWith(first) && /^(:\d+)?$/u.test(key.slice(first.length)));
  const newest = known.at(-1);
  if (newest && serves(newest, log)) return referenceOf(dataOf(newest, 'signature-prepared'));
  const key = newest ? `${first}:${known.length + 1}` : first;
  const prepared = await prepare();
  const record = encodePrepared(prepared);
  const document = { key: `${folderOf(id)}/${field}-${sha256(record)}.json`, sha256: sha256(record) };
  await work.putOnce(document.key, record, 'application/json');
  const digest = Buffer.from(prepared.digest).toString('hex');
  const { event } = await tracker.record(id, 'signature-prepared', key, { field, digest, document });
  return referenceOf(dataOf(event, 'signature-prepared'));
}

function referenceOf(data: { field: string; digest: string; document: { key: string } }): PreparedReference {
  return { key: data.document.key, field: data.field, digest: data.digest };
}
