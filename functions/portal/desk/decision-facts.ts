import type { Principal } from '../auth/principal.ts';
import { printedAuthority } from '../../approval/index.ts';
import { dossierOf } from '../../intake/index.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import { signatureWait } from '../../signing/index.ts';
import type { Task } from '../../tasks/index.ts';
import {
  agencyRevision,
  appendicesIn,
  dataOf,
  foldState,
  type Appendix,
  type LoggedEvent,
  type RevisionId,
  type Status,
} from '../../tracking/index.ts';
import { newestDocument } from '../api/find-document.ts';
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
  /** appendices in files of their own: the document names each by its SHA-256, so that who signs it signs them */
  readonly appendices: readonly Appendix[];
  /** what is asked of this official now */
  readonly waitsFor: 'approval' | 'initial' | 'signature' | 'nothing';
}

/** Gathers them for an official of the agency. */
export async function decisionFacts(
  services: Services,
  principal: Principal,
  id: RevisionId,
): Promise<Outcome<DecisionFacts>> {
  const revision = await agencyRevision(services.tracker, id, principal.agencies);
  if (!revision.ok) return revision;
  const found = await newestDocument(services, principal, id);
  if (!found.ok) return found;
  const { procedure, applicant, result } = dossierOf(revision.value);
  const log = await services.tracker.log.read(id);
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
    pages: pagesOf(log),
    appendices: appendicesIn(log),
    waitsFor: await waitOf(services, principal, id),
  });
}

/** Signing adds none to those of the draft. */
function pagesOf(log: readonly LoggedEvent[]): number {
  const rendered = log.findLast(({ type }) => type === 'result-rendered');
  return (rendered && dataOf(rendered, 'result-rendered').document.pages) ?? 1;
}

async function waitOf(
  { tasks, tracker }: Services,
  { official }: Principal,
  id: RevisionId,
): Promise<DecisionFacts['waitsFor']> {
  const isOpen = (wait: Task | undefined) => wait?.scope === official && wait?.callback === 'none';
  if (isOpen(await tasks.find({ code: id.code, revision: id.revision, kind: 'approval', round: 1 }))) {
    return (await tracker.revision(id)).official === official ? 'approval' : 'initial';
  }
  return isOpen(await signatureWait(tasks, id)) ? 'signature' : 'nothing';
}
