import type { Principal } from '../auth/principal.ts';
import { dossierOf } from '../../intake/index.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import {
  agencyRevision,
  dataOf,
  foldState,
  type LoggedEvent,
  type RevisionId,
  type RevisionItem,
  type RevisionState,
} from '../../tracking/index.ts';
import type { Services } from '../services.ts';

/** What the page of one revision shows, and what the reader may do on it now. */
export interface DossierFacts extends RevisionId {
  readonly item: RevisionItem;
  readonly state: RevisionState;
  readonly events: readonly LoggedEvent[];
  readonly procedure: string;
  readonly applicant: string;
  /** number of revisions the dossier has */
  readonly revisions: number;
  /** may the reader open the PDF */
  readonly mayRead: boolean;
  readonly maySeal: boolean;
  readonly mayCollect: boolean;
  /** sequence of the current link, where a clerk may replace or withdraw it */
  readonly link: number | undefined;
}

/** Gathers them for somebody of the agency. */
export async function dossierFacts(
  { tracker }: Pick<Services, 'tracker'>,
  principal: Principal,
  id: RevisionId,
): Promise<Outcome<DossierFacts>> {
  const found = await agencyRevision(tracker, id, principal.agencies);
  if (!found.ok) return found;
  const item = found.value;
  const events = await tracker.log.read(id);
  const state = foldState(events);
  const { procedure, applicant } = dossierOf(item);
  const clerk = principal.roles.includes('clerk');
  return accept({
    code: id.code,
    revision: id.revision,
    item,
    state,
    events,
    procedure: procedure.name,
    applicant: applicant.name,
    revisions: (await tracker.revisions.list(id.code)).length,
    mayRead: clerk || principal.roles.includes('official'),
    maySeal: clerk && state.status === 'awaiting-seal',
    mayCollect: clerk && isCollectable(item, state, events),
    link: clerk ? currentLink(events) : undefined,
  });
}

/** The use case decides; this only spares people a form that would be refused. */
function isCollectable(item: RevisionItem, state: RevisionState, events: readonly LoggedEvent[]): boolean {
  const issued = state.archived !== null && state.status !== 'cancelled';
  const here =
    item.channels.includes('counter') ||
    state.status === 'kept-at-agency' ||
    state.outcomes.some(({ outcome }) => outcome === 'returned-to-agency');
  return issued && here && !events.some((event) => event.type === 'result-collected');
}

function currentLink(events: readonly LoggedEvent[]): number | undefined {
  const issued = events.findLast((event) => event.type === 'link-issued');
  return issued && dataOf(issued, 'link-issued').sequence;
}
