import type { Principal } from '../auth/principal.ts';
import type { Official } from '../../directory/index.ts';
import { awaitedSigner } from '../../approval/index.ts';
import { copiesIn, type KnownCopy } from '../../copies/index.ts';
import { dossierOf } from '../../intake/index.ts';
import { vietnamDay } from '../../platform/clock.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import { mayRecall } from '../../recall/index.ts';
import {
  agencyRevision,
  foldState,
  type LoggedEvent,
  type RevisionId,
  type RevisionItem,
  type RevisionState,
} from '../../tracking/index.ts';
import type { Services } from '../services.ts';
import { linkFacts, type LinkFacts } from './link-facts.ts';
import { isUnderWay } from './progress.ts';

/** What the page of one revision shows, and what the reader may do on it now. */
export interface DossierFacts extends RevisionId {
  readonly item: RevisionItem;
  readonly state: RevisionState;
  readonly events: readonly LoggedEvent[];
  readonly procedure: string;
  readonly applicant: string;
  readonly summary: string;
  /** who signs; undefined where the directory no longer knows them */
  readonly official: Official | undefined;
  /** whom the draft lies before, by name where the directory knows them; undefined where before nobody */
  readonly awaited: string | undefined;
  /** number of revisions the dossier has */
  readonly revisions: number;
  /** may the reader open the PDF */
  readonly mayRead: boolean;
  readonly maySeal: boolean;
  readonly mayCollect: boolean;
  readonly mayRecall: boolean;
  /** the certified copies, where a clerk may order one */
  readonly copies: readonly KnownCopy[] | undefined;
  /** the current link, where a clerk may replace or withdraw it */
  readonly link: LinkFacts | undefined;
  /** it goes on by itself, so that the page asks again: but not under the hands of somebody who may be typing */
  readonly refreshes: boolean;
}

/** Gathers them for somebody of the agency. */
export async function dossierFacts(
  { tracker, findOfficial }: Pick<Services, 'tracker' | 'findOfficial'>,
  principal: Principal,
  id: RevisionId,
  now: Date,
): Promise<Outcome<DossierFacts>> {
  const found = await agencyRevision(tracker, id, principal.agencies);
  if (!found.ok) return found;
  const item = found.value;
  const events = await tracker.log.read(id);
  const state = foldState(events);
  const { procedure, applicant, result } = dossierOf(item);
  const awaited = state.status === 'awaiting-approval' ? awaitedSigner(events) : undefined;
  const clerk = principal.roles.includes('clerk');
  const underWay = isUnderWay(item, state, events);
  const mayCollect = clerk && isCollectable(item, state, events);
  const link = clerk && !state.recalled ? linkFacts(events, now) : undefined;
  return accept({
    code: id.code,
    revision: id.revision,
    item,
    state,
    events,
    procedure: procedure.name,
    applicant: applicant.name,
    summary: result.summary,
    official: await findOfficial(item.official),
    awaited: awaited && ((await findOfficial(awaited))?.name ?? awaited),
    revisions: (await tracker.revisions.list(id.code)).length,
    mayRead: clerk || principal.roles.includes('official'),
    maySeal: clerk && state.status === 'awaiting-seal' && !underWay,
    mayCollect,
    mayRecall:
      state.archived !== null && !state.recalled && (await isCompetent(findOfficial, principal, item, now)),
    copies: clerk && state.archived !== null && state.status !== 'cancelled' ? copiesIn(events) : undefined,
    link,
    refreshes: underWay && !mayCollect && !link,
  });
}

async function isCompetent(
  findOfficial: Services['findOfficial'],
  { roles, official }: Principal,
  item: RevisionItem,
  now: Date,
): Promise<boolean> {
  if (!roles.includes('official') || official === undefined) return false;
  return mayRecall(await findOfficial(official), item, vietnamDay(now));
}

/** The use case decides; this only spares people a form that would be refused. */
function isCollectable(item: RevisionItem, state: RevisionState, events: readonly LoggedEvent[]): boolean {
  const issued = state.archived !== null && !state.recalled && state.status !== 'cancelled';
  const here =
    item.channels.includes('counter') ||
    state.status === 'kept-at-agency' ||
    state.outcomes.some(({ outcome }) => outcome === 'returned-to-agency');
  return issued && here && !events.some((event) => event.type === 'result-collected');
}
