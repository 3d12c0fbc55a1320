/** Step EmbedSignature: timestamp and value go into the file; from here on the official has signed. */
import { type RevisionId, dataOf } from '../tracking/index.ts';
import {
  type PreparedReference,
  type SignatureWork,
  type WorkFile,
  finishSignature,
  keptValue,
  readPrepared,
} from './signature-work.ts';
import type { TimestampAuthority } from './timestamps/timestamp-authority.ts';

export interface EmbedDependencies extends SignatureWork {
  readonly authority: TimestampAuthority;
}

/** @throws {TsaUnavailable} {SignatureRoomTooSmall} {TokenTooLarge} {PreconditionMissing} {SignatureValueWrong} {PreparedFileChanged} */
export async function embedOfficialSignature(
  deps: EmbedDependencies,
  id: RevisionId,
  reference: PreparedReference,
): Promise<WorkFile> {
  const key = `official-signed:${reference.digest}`;
  const known = (await deps.tracker.log.read(id)).find((event) => event.key === key);
  if (known) return fileOf(dataOf(known, 'official-signed').document);
  const prepared = await readPrepared(deps.work, reference);
  const value = await keptValue(deps.values, id, reference);
  const { document, certificate, time } = await finishSignature(deps, id, prepared, value);
  const data = { document, certificate, signedAt: time };
  const { event } = await deps.tracker.record(id, 'official-signed', key, data);
  return fileOf(dataOf(event, 'official-signed').document);
}

function fileOf({ key, sha256 }: WorkFile): WorkFile {
  return { key, sha256 };
}
