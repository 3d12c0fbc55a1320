import type { Agency } from '../directory/index.ts';
import type { Dossier } from '../intake/index.ts';

/** What the record of a result is made from. */
export interface ResultFacts {
  readonly dossier: Dossier;
  readonly agency: Agency;
  readonly signer: string;
  /** quyền hạn, chức vụ as printed */
  readonly authority: readonly string[];
  readonly verifyUrl: string;
}

/**
 * The machine-readable form of a result, attached to it as `result.json`. Its fields hold at least what Decree
 * 118/2025, art. 19.2 asks for: kind, identity number, name, summary, validity, scope. Number and date come with
 * the seal and stand in the form fields of the same file.
 */
export function resultRecord({ dossier, agency, signer, authority, verifyUrl }: ResultFacts): object {
  return {
    v: 1,
    dossier: { code: dossier.code, revision: dossier.revision },
    procedure: dossier.procedure,
    result: dossier.result,
    template: dossier.template,
    agency: { code: agency.code, name: agency.name },
    official: { name: signer, authority },
    holder: { identityNumber: dossier.applicant.identityNumber, name: dossier.applicant.name },
    verifyUrl,
    data: dossier.data,
  };
}
