import type { Agency, Official } from '../directory/index.ts';
import type { Dossier } from '../intake/index.ts';

/**
 * The machine-readable form of a result, attached to it as `result.json`. Its fields hold at least what Decree
 * 118/2025, art. 19.2 asks for: kind, identity number, name, summary, validity, scope. Number and date come with
 * the seal and stand in the form fields of the same file.
 */
export function resultRecord(
  dossier: Dossier,
  agency: Agency,
  official: Official,
  verifyUrl: string,
): object {
  return {
    v: 1,
    dossier: { code: dossier.code, revision: dossier.revision },
    procedure: dossier.procedure,
    result: dossier.result,
    template: dossier.template,
    agency: { code: agency.code, name: agency.name },
    official: { name: official.name, authority: official.authorityLines },
    holder: { identityNumber: dossier.applicant.identityNumber, name: dossier.applicant.name },
    verifyUrl,
    data: dossier.data,
  };
}
