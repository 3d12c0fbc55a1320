import { authorityFor, type Official } from '../directory/index.ts';
import { dossierOf } from '../intake/index.ts';
import type { RevisionItem } from '../tracking/index.ts';

/**
 * Whether an official may recall a document: who could sign it today may take it back, whoever signed it then. They
 * are of the issuing agency, with an authority in force for the procedure (Decree 30/2020, art. 13 and 18).
 * @param day in Vietnam, `YYYY-MM-DD`
 */
export function mayRecall(official: Official | undefined, revision: RevisionItem, day: string): boolean {
  if (official?.agency !== revision.agency) return false;
  return authorityFor(official, dossierOf(revision).procedure.code, day) !== undefined;
}
