/** The agency signs an electronic copy, and the copy gets what a verifier needs, as a result does. */
import type { Agency } from '../../directory/index.ts';
import { type RevisionId, SYSTEM } from '../../tracking/index.ts';
import { type AugmentDependencies, augmentedFile } from '../augment-result.ts';
import { derOfPem } from '../certificates/pem.ts';
import { type FitnessDependencies, demandFitCertificate } from '../fit-certificate.ts';
import { prepareSignature } from '../pdf/prepare-signature.ts';
import { SignatureRoomTooSmall } from '../pdf/signature-room.ts';
import type { SignatureLevel } from '../signature-level.ts';
import { prepareOnce } from '../prepare-once.ts';
import {
  type FinishedSignature,
  type PreparedReference,
  type SignatureWork,
  type WorkFile,
  finishSignature,
  readPrepared,
  readWorkFile,
  signOnce,
} from '../signature-work.ts';
import { type SignerFor, signerOf } from '../signers/signer-of.ts';
import type { TimestampAuthority } from '../timestamps/timestamp-authority.ts';
import { WIDE_TOKEN_BYTES } from '../timestamps/token-room.ts';
import { COPY_FIELD } from './copied-document.ts';

/** Most authorities' tokens fit with room to spare; where one does not, the wide room is taken. */
const USUAL_TOKEN_BYTES = 10 * 1024;

export interface SignCopyDependencies
  extends SignatureWork, FitnessDependencies, Omit<AugmentDependencies, 'tracker'> {
  readonly signerFor: SignerFor;
  readonly authority: TimestampAuthority;
}

export interface CopyToSign {
  readonly agency: Agency;
  /** the copy before its signature */
  readonly unsigned: WorkFile;
  /** số và ký hiệu of the copy */
  readonly symbol: string;
  readonly madeAt: Date;
}

export interface SignedCopy {
  readonly pdf: Uint8Array;
  readonly level: SignatureLevel;
  /** SHA-256 of the agency's certificate */
  readonly certificate: string;
  /** time of the timestamp, ISO 8601 */
  readonly signedAt: string;
}

/** @throws {CertificateRevoked} {CertificateExpired} {CertificateUnfit} {RevocationUnavailable} */
export async function demandFitAgency(deps: FitnessDependencies, agency: Agency): Promise<void> {
  await demandFitCertificate(deps, derOfPem(agency.seal.key.certificates));
}

/**
 * Certifies the copy (DocMDP P=2): it is the first and only signature of the file. The value is made once,
 * timestamps differ from try to try.
 * @throws {TsaUnavailable} {RevocationUnavailable} {ChainMissing} {PreparedFileChanged} {SigningKeyRefused}
 */
export async function signCopy(
  deps: SignCopyDependencies,
  id: RevisionId,
  copy: CopyToSign,
): Promise<SignedCopy> {
  const { document, certificate, time } = await certify(deps, id, copy);
  const signed = await readWorkFile(deps.work, document);
  const level = deps.level;
  return { pdf: await augmentedFile(deps, signed, new Date(time)), level, certificate, signedAt: time };
}

/** Signs, stamps and embeds; once more, with all the room there may be, where the token did not fit. */
async function certify(
  deps: SignCopyDependencies,
  id: RevisionId,
  copy: CopyToSign,
  wideRoom = false,
): Promise<FinishedSignature> {
  const { agency } = copy;
  const prepared = await readPrepared(deps.work, await prepare(deps, id, copy, wideRoom));
  const holder = { kind: 'agency', id: agency.code, key: agency.seal.key } as const;
  const signer = signerOf(deps.signerFor, holder, prepared);
  const value = await signOnce(deps, id, prepared, signer, { signer: agency.code, actor: SYSTEM });
  try {
    return await finishSignature(deps, id, prepared, value);
  } catch (error) {
    if (!(error instanceof SignatureRoomTooSmall)) throw error;
    return certify(deps, id, copy, true);
  }
}

function prepare(
  deps: SignCopyDependencies,
  id: RevisionId,
  { agency, unsigned, symbol, madeAt }: CopyToSign,
  wideRoom: boolean,
): Promise<PreparedReference> {
  const { algorithm, certificates } = agency.seal.key;
  const chain = derOfPem(certificates);
  const certificate = chain[0] ?? new Uint8Array();
  const request = { base: unsigned.sha256, certificate, field: COPY_FIELD, wideRoom, serves: () => true };
  const stamped = deps.level === 'B-B' ? 0 : USUAL_TOKEN_BYTES;
  return prepareOnce(deps, id, request, async () =>
    prepareSignature(await readWorkFile(deps.work, unsigned), {
      algorithm,
      chain,
      field: COPY_FIELD,
      signerName: agency.name,
      reason: `Sao y - ${symbol}`,
      signedAt: madeAt,
      permissions: { kind: 'certify' },
      texts: [],
      tokenBytes: wideRoom ? WIDE_TOKEN_BYTES : stamped,
    }),
  );
}
