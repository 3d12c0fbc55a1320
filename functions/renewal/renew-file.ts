/**
 * Renews one issued file of a revision, whichever. Each move ends in an event that is put once: whoever comes second,
 * after a kill or at the same time, goes on with what the first one left. No object is ever overwritten, and no byte of
 * the old file changes.
 */
import { sha256 } from '../platform/digest.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import {
  fileFingerprint,
  proofEndsAt,
  proofFindings,
  type StandingProof,
  standingProof,
} from '../signing/index.ts';
import {
  dataOf,
  issuedFiles,
  keepChainHead,
  versionsOf,
  type EventData,
  type FileId,
  type LoggedEvent,
} from '../tracking/index.ts';
import { enterProof } from './enter-proof.ts';
import { isDue, RENEWAL, type RenewalDeps } from './renewal-deps.ts';
import { RenewalInvalid, stampOnce, TimestampTooShort } from './stamp-once.ts';

/** `current`: nothing is due. `lapsed`: the proof no longer holds, and an operator must know. */
export type RenewalOutcome = 'renewed' | 'current' | 'lapsed';

/** The archive holds other bytes than those that were issued. */
export class ArchivedFileChanged extends Error {
  override readonly name = 'ArchivedFileChanged';
}

interface Issued {
  readonly key: string;
  readonly sha256: string;
  readonly pdf: Uint8Array;
}

/**
 * @param shortEnd when a timestamp of now would run out, where that is known: one that ends no earlier is left alone
 * @throws {TsaUnavailable} {RevocationUnavailable} {TimestampTooShort} which go away by themselves
 * @throws {RenewalInvalid} {ArchivedFileChanged} {PreconditionMissing} which do not
 */
export async function renewFile(deps: RenewalDeps, id: FileId, shortEnd?: Date): Promise<RenewalOutcome> {
  const log = await deps.tracker.log.read(id);
  const issued = await newestVersion(deps, id, log);
  const roots = await deps.roots();
  const standing = standingProof(issued.pdf, roots);
  if (standing !== undefined && !isDue(standing, deps)) {
    await complete(deps, id, log, issued, roots);
    return 'current';
  }
  const findings = findingsOf(deps, issued.pdf, roots);
  if (standing === undefined || findings.length > 0) return lapse(deps, id, issued, findings);
  if (shortEnd !== undefined && proofEndsAt(standing, deps.ends) >= shortEnd) {
    throw new TimestampTooShort(shortEnd);
  }
  return renew(deps, id, log, { ...issued, standing, roots });
}

async function renew(
  deps: RenewalDeps,
  id: FileId,
  log: readonly LoggedEvent[],
  issued: Issued & { readonly standing: StandingProof; readonly roots: readonly Uint8Array[] },
): Promise<RenewalOutcome> {
  const { roots } = issued;
  const objections = (renewed: Uint8Array) => objectionsTo(deps, issued, renewed);
  const stamped = await stampOnce(deps, id, log, { ...issued, objections }).catch(spoiled);
  if (!(stamped instanceof Uint8Array)) return lapse(deps, id, issued, [stamped.spoiled]);
  const digest = sha256(stamped);
  const standing = standingProof(stamped, roots);
  if (standing === undefined) throw new RenewalInvalid(`${id.code} r${id.revision}: no timestamp`);
  const stored = await deps.archive.putOnce(
    issued.key.replace(issued.sha256, digest),
    stamped,
    'application/pdf',
  );
  await deps.issued.register(fileFingerprint(stamped), id);
  const renewed: EventData<'file-renewed'> = {
    ...stored,
    sha256: digest,
    size: stamped.byteLength,
    from: issued.sha256,
    stampedAt: standing.time.toISOString(),
    certificatesEnd: standing.certificatesEnd.toISOString(),
  };
  await deps.tracker.record(id, 'file-renewed', `file-renewed:${issued.sha256}`, renewed, {
    actor: RENEWAL,
  });
  const after = await deps.tracker.log.read(id);
  await complete(deps, id, after, await newestVersion(deps, id, after), roots);
  return 'renewed';
}

/** The version that is served now. */
async function newestVersion(deps: RenewalDeps, id: FileId, log: readonly LoggedEvent[]): Promise<Issued> {
  const newest = versionsOf(issuedFiles(log), id.file).at(-1);
  if (!newest) throw new PreconditionMissing(`${id.code} r${id.revision} was never issued as ${id.file}`);
  const pdf = await deps.archive.get(newest.key, newest.versionId);
  if (sha256(pdf) !== newest.sha256) throw new ArchivedFileChanged(`${newest.key} has other bytes`);
  return { key: newest.key, sha256: newest.sha256, pdf };
}

/** What a kill after the event may have left undone: the chain's head beside the file, and its next renewal. */
async function complete(
  deps: RenewalDeps,
  id: FileId,
  log: readonly LoggedEvent[],
  issued: Issued,
  roots: readonly Uint8Array[],
): Promise<void> {
  const event = log.findLast(
    (each) => each.type === 'file-renewed' && dataOf(each, each.type).sha256 === issued.sha256,
  );
  if (event) {
    const { from } = dataOf(event, 'file-renewed');
    await keepChainHead(deps.archive, issued.key, event, { sha256: issued.sha256, from });
  }
  await enterProof(deps.proofs, id, issued.pdf, roots);
}

function findingsOf({ clock, ends }: RenewalDeps, pdf: Uint8Array, roots: readonly Uint8Array[]): string[] {
  return proofFindings(pdf, { roots, asOf: { now: clock(), ends } });
}

/** The archived bytes must be a prefix, and all of it must be valid today. */
function objectionsTo(
  deps: RenewalDeps,
  { pdf, roots }: Issued & { readonly roots: readonly Uint8Array[] },
  renewed: Uint8Array,
): string[] {
  const isExtended = Buffer.compare(renewed.subarray(0, pdf.length), pdf) === 0;
  return [...(isExtended ? [] : ['not-an-extension']), ...findingsOf(deps, renewed, roots)];
}

/** Logged once for each file. It stays due: where a root was missing and comes back, so does the proof. */
async function lapse(
  { tracker }: RenewalDeps,
  id: FileId,
  { sha256: digest }: Issued,
  findings: readonly string[],
): Promise<'lapsed'> {
  const data = { sha256: digest, findings: [...findings] };
  await tracker.record(id, 'proof-lapsed', `proof-lapsed:${digest}`, data, { actor: RENEWAL });
  return 'lapsed';
}

function spoiled(error: unknown): { readonly spoiled: string } {
  if (error instanceof Error && error.name === 'TimestampSpoiled') return { spoiled: error.message };
  throw error;
}
