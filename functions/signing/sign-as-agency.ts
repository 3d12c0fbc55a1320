/** What the agency signs, results and copies alike: prepared once, signed once, its token given the room it takes. */
import type { Agency, SignatureAlgorithm } from '../directory/index.ts';
import { type RevisionId, SYSTEM } from '../tracking/index.ts';
import { derOfPem } from './certificates/pem.ts';
import { type FitnessDependencies, demandFitCertificate } from './fit-certificate.ts';
import type { PreparedSignature } from './pdf/prepare-signature.ts';
import { SignatureRoomTooSmall } from './pdf/signature-room.ts';
import { prepareOnce } from './prepare-once.ts';
import {
  type FinishedSignature,
  type SignatureWork,
  type WorkFile,
  finishSignature,
  readPrepared,
  readWorkFile,
  signOnce,
} from './signature-work.ts';
import { type SignerFor, signerOf } from './signers/signer-of.ts';
import type { TimestampAuthority } from './timestamps/timestamp-authority.ts';
import { WIDE_TOKEN_BYTES } from './timestamps/token-room.ts';

export interface AgencySigning extends SignatureWork {
  /** Reaches the keys of agencies, and no others. */
  readonly signerFor: SignerFor;
  readonly authority: TimestampAuthority;
}

/** What the agency's entry in the directory says of its signatures. */
export interface AgencyAsSigner {
  readonly algorithm: SignatureAlgorithm;
  readonly chain: readonly Uint8Array[];
  readonly signerName: string;
}

export interface AgencySignature {
  readonly agency: Agency;
  readonly unsigned: WorkFile;
  readonly field: string;
  /** When what comes before it in the file was signed. */
  readonly notBefore?: Date | undefined;
  /** Octets kept for the token where an earlier try has not shown that it takes more. */
  readonly usualTokenBytes: (pdf: Uint8Array) => number;
  readonly prepare: (
    pdf: Uint8Array,
    signer: AgencyAsSigner & { readonly tokenBytes: number },
  ) => PreparedSignature | Promise<PreparedSignature>;
}

/** @throws {CertificateRevoked} {CertificateExpired} {CertificateUnfit} {RevocationUnavailable} */
export async function demandFitAgency(deps: FitnessDependencies, agency: Agency): Promise<void> {
  await demandFitCertificate(deps, derOfPem(agency.seal.key.certificates));
}

/**
 * Signs, stamps and embeds; once more, with all the room there may be, where the token did not fit.
 * @throws {TsaUnavailable} {PreparedFileChanged} {SignatureValueWrong} {TokenTooLarge}
 */
export async function signAsAgency(
  deps: AgencySigning,
  id: RevisionId,
  signature: AgencySignature,
  wideRoom = false,
): Promise<FinishedSignature> {
  const { agency, notBefore } = signature;
  const prepared = await prepare(deps, id, signature, wideRoom);
  const holder = { kind: 'agency', id: agency.code, key: agency.seal.key } as const;
  const signer = signerOf(deps.signerFor, holder, prepared);
  const value = await signOnce(deps, id, prepared, signer, { signer: agency.code, actor: SYSTEM });
  try {
    return await finishSignature(deps, id, prepared, value, notBefore);
  } catch (error) {
    if (!(error instanceof SignatureRoomTooSmall)) throw error;
    return signAsAgency(deps, id, signature, true);
  }
}

async function prepare(
  deps: AgencySigning,
  id: RevisionId,
  { agency, unsigned, field, usualTokenBytes, prepare: fix }: AgencySignature,
  wideRoom: boolean,
): Promise<PreparedSignature> {
  const { algorithm, certificates } = agency.seal.key;
  const chain = derOfPem(certificates);
  const certificate = chain[0] ?? new Uint8Array();
  const request = { base: unsigned.sha256, certificate, field, wideRoom, serves: () => true };
  const reference = await prepareOnce(deps, id, request, async () => {
    const pdf = await readWorkFile(deps.work, unsigned);
    const tokenBytes = wideRoom ? WIDE_TOKEN_BYTES : usualTokenBytes(pdf);
    return fix(pdf, { algorithm, chain, signerName: agency.name, tokenBytes });
  });
  return readPrepared(deps.work, reference);
}
