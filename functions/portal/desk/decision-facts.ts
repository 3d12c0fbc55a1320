import type { Principal } from '../auth/principal.ts';
import { printedAuthority } from '../../approval/index.ts';
import { dossierOf } from '../../intake/index.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import { agencyRevision, foldState, type RevisionId, type Status } from '../../tracking/index.ts';
import { findDocument } from '../api/find-document.ts';
import type { Services } from '../services.ts';

/** What an official decides on: the facts, and the document shown. */
export interface DecisionFacts extends RevisionId {
  readonly procedure: string;
  readonly applicant: string;
  readonly summary: string;
  readonly dueOn: string;
  /** quyền hạn, chức vụ as the document prints them; undefined before the log kept them */
  readonly authority: string | undefined;
  readonly status: Status;
  readonly sha256: string;
  readonly pages: number;
  /** what is asked of this official now */
  readonly waitsFor: 'approval' | 'initial' | 'signature' | 'nothing';
  readonly digest?: string;
  readonly algorithm?: string;
}

/** Gathers them for an official of the agency. */
export async function decisionFacts(
  services: Services,
  principal: Principal,
  id: RevisionId,
): Promise<Outcome<DecisionFacts>> {
  const revision = await agencyRevision(services.tracker, id, principal.agencies);
  if (!revision.ok) return revision;
  const found = await findDocument(services, principal, id);
  if (!found.ok) return found;
  const { procedure, applicant, result } = dossierOf(revision.value);
  const log = await services.tracker.log.read(id);
  const waiting = await waitOf(services, principal, id);
  return accept({
    code: id.code,
    revision: id.revision,
    procedure: procedure.name,
    applicant: applicant.name,
    summary: result.summary,
    dueOn: revision.value.dueOn,
    authority: printedAuthority(log)?.join(', '),
    status: foldState(log).status,
    sha256: found.value.sha256,
    pages: await services.countPages(found.value.pdf),
    ...waiting,
  });
}

type Waiting = Pick<DecisionFacts, 'waitsFor' | 'digest' | 'algorithm'>;

async function waitOf(services: Services, principal: Principal, id: RevisionId): Promise<Waiting> {
  if (await isOpen(services, principal, { ...id, kind: 'approval' })) {
    const { official } = await services.tracker.revision(id);
    return { waitsFor: official === principal.official ? 'approval' : 'initial' };
  }
  if (!(await isOpen(services, principal, { ...id, kind: 'signature' }))) return { waitsFor: 'nothing' };
  const asked = await services.requestedSignature(id, principal.official ?? '');
  if (!asked.ok) return { waitsFor: 'nothing' };
  return { waitsFor: 'signature', digest: asked.value.digest, algorithm: asked.value.algorithm };
}

async function isOpen(
  { tasks }: Services,
  principal: Principal,
  id: RevisionId & { kind: 'approval' | 'signature' },
): Promise<boolean> {
  const { code, revision, kind } = id;
  const task = await tasks.find({ code, revision, kind, round: 1 });
  return task?.scope === principal.official && task?.callback === 'none';
}
