/** The agency signs a file nobody else signs, and the file gets what a verifier needs, as a result does. */
import type { Agency } from '../directory/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { type AugmentDependencies, augmentedFile } from './augment-result.ts';
import type { FitnessDependencies } from './fit-certificate.ts';
import { prepareSignature } from './pdf/prepare-signature.ts';
import { type AgencySigning, signAsAgency } from './sign-as-agency.ts';
import type { SignatureLevel } from './signature-level.ts';
import { type FinishedSignature, type WorkFile, readWorkFile } from './signature-work.ts';

/** Most authorities' tokens fit with room to spare; where one does not, the wide room is taken. */
const USUAL_TOKEN_BYTES = 10 * 1024;

export interface CertifyDependencies
  extends AgencySigning, FitnessDependencies, Omit<AugmentDependencies, 'tracker'> {}

export interface FileToCertify {
  readonly agency: Agency;
  readonly unsigned: WorkFile;
  /** the file's only field */
  readonly field: string;
  /** asked once, when the signature is prepared */
  readonly signature: () => {
    readonly reason: string;
    readonly signedAt: Date;
    /** absent where the field shows already what it will show */
    readonly lines?: readonly string[];
  };
}

export interface CertifiedFile {
  readonly pdf: Uint8Array;
  readonly level: SignatureLevel;
  /** SHA-256 of the agency's certificate */
  readonly certificate: string;
  /** time of the timestamp, ISO 8601 */
  readonly signedAt: string;
}

/**
 * Certifies the file (DocMDP P=2): it is the first and only signature in it. The value is made once,
 * timestamps differ from try to try.
 * @throws {TsaUnavailable} {RevocationUnavailable} {ChainMissing} {PreparedFileChanged} {SigningKeyRefused}
 */
export async function certifyFile(
  deps: CertifyDependencies,
  id: RevisionId,
  file: FileToCertify,
): Promise<CertifiedFile> {
  const { document, certificate, time } = await certify(deps, id, file);
  const signed = await readWorkFile(deps.work, document);
  const { level } = deps;
  return { pdf: await augmentedFile(deps, signed, new Date(time)), level, certificate, signedAt: time };
}

function certify(
  deps: CertifyDependencies,
  id: RevisionId,
  { agency, unsigned, field, signature }: FileToCertify,
): Promise<FinishedSignature> {
  return signAsAgency(deps, id, {
    agency,
    unsigned,
    field,
    usualTokenBytes: () => (deps.level === 'B-B' ? 0 : USUAL_TOKEN_BYTES),
    prepare: (pdf, signer) =>
      prepareSignature(pdf, {
        ...signer,
        ...signature(),
        field,
        permissions: { kind: 'certify' },
        texts: [],
      }),
  });
}
