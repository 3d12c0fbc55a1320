import { sha256 } from '../platform/digest.ts';
import { proofEndsAt, renewTimestamp, type StandingProof, standingProof } from '../signing/index.ts';
import { dataOf, type FileId, type LoggedEvent } from '../tracking/index.ts';
import { RENEWAL, type RenewalDeps } from './renewal-deps.ts';

/** The new timestamp would not outlast the one it renews: the authority still works under its old certificate. */
export class TimestampTooShort extends Error {
  override readonly name = 'TimestampTooShort';
  /** When the timestamp that can be had now runs out. */
  readonly endsAt: Date;

  constructor(endsAt: Date) {
    super(`a timestamp of today ends on ${endsAt.toISOString()}`);
    this.endsAt = endsAt;
  }
}

interface Base {
  readonly pdf: Uint8Array;
  readonly sha256: string;
  readonly standing: StandingProof;
  readonly roots: readonly Uint8Array[];
  /** What speaks against a renewed file taking this one's place. */
  readonly objections: (renewed: Uint8Array) => readonly string[];
}

/** A file just renewed is not valid: it replaces nothing. The message names each finding. */
export class RenewalInvalid extends Error {
  override readonly name = 'RenewalInvalid';
}

/**
 * The renewed file, made and checked once: a timestamp costs money, and two of them would make two files. One whose
 * object is gone, or that holds no longer because nobody went on for years, is made again.
 * @throws {TimestampTooShort} {RenewalInvalid} and whatever `renewTimestamp` throws
 */
export async function stampOnce(
  deps: RenewalDeps,
  id: FileId,
  log: readonly LoggedEvent[],
  base: Base,
): Promise<Uint8Array> {
  const earlier = log.flatMap((event) => {
    if (event.type !== 'renewal-stamped') return [];
    const { from, document } = dataOf(event, event.type);
    return from === base.sha256 ? [document] : [];
  });
  const last = earlier.at(-1);
  const kept = last && (await deps.work.find(last.key));
  if (last && kept && sha256(kept) === last.sha256 && base.objections(kept).length === 0) return kept;
  const pdf = await renewTimestamp(deps, base.pdf, base.standing);
  refuseShort(deps, base, pdf);
  const objections = base.objections(pdf);
  if (objections.length > 0) throw new RenewalInvalid(`${id.code} r${id.revision}: ${objections.join(', ')}`);
  const digest = sha256(pdf);
  const document = { key: `signing/${id.code}-r${id.revision}/${digest}.pdf`, sha256: digest };
  await deps.work.putOnce(document.key, pdf, 'application/pdf');
  const key = `renewal-stamped:${base.sha256}:${earlier.length}`;
  const data = { document, from: base.sha256 };
  const { event } = await deps.tracker.record(id, 'renewal-stamped', key, data, { actor: RENEWAL });
  const first = dataOf(event, 'renewal-stamped').document;
  return first.sha256 === digest ? pdf : deps.work.get(first.key);
}

/** A timestamp that ends no later gains nothing, and would be renewed again the next day. */
function refuseShort({ ends }: RenewalDeps, { standing, roots }: Base, pdf: Uint8Array): void {
  const renewed = standingProof(pdf, roots);
  if (renewed === undefined) return;
  const endsAt = proofEndsAt(renewed, ends);
  if (endsAt <= proofEndsAt(standing, ends)) throw new TimestampTooShort(endsAt);
}
