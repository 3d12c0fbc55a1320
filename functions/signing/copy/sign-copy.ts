/** The agency signs an electronic copy, and the copy gets what a verifier needs, as a result does. */
import type { Agency } from '../../directory/index.ts';
import type { RevisionId } from '../../tracking/index.ts';
import { type AugmentDependencies, augmentedFile } from '../augment-result.ts';
import type { FitnessDependencies } from '../fit-certificate.ts';
import { prepareSignature } from '../pdf/prepare-signature.ts';
import { type AgencySigning, signAsAgency } from '../sign-as-agency.ts';
import type { SignatureLevel } from '../signature-level.ts';
import { type FinishedSignature, type WorkFile, readWorkFile } from '../signature-work.ts';
import { COPY_FIELD } from './copied-document.ts';

/** Most authorities' tokens fit with room to spare; where one does not, the wide room is taken. */
const USUAL_TOKEN_BYTES = 10 * 1024;

export interface SignCopyDependencies
  extends AgencySigning, FitnessDependencies, Omit<AugmentDependencies, 'tracker'> {}

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

function certify(
  deps: SignCopyDependencies,
  id: RevisionId,
  { agency, unsigned, symbol, madeAt }: CopyToSign,
): Promise<FinishedSignature> {
  return signAsAgency(deps, id, {
    agency,
    unsigned,
    field: COPY_FIELD,
    usualTokenBytes: () => (deps.level === 'B-B' ? 0 : USUAL_TOKEN_BYTES),
    prepare: (pdf, signer) =>
      prepareSignature(pdf, {
        ...signer,
        field: COPY_FIELD,
        reason: `Sao y - ${symbol}`,
        signedAt: madeAt,
        permissions: { kind: 'certify' },
        texts: [],
      }),
  });
}
