import type { z } from 'zod';
import { appendicesIn, foldState, type RevisionItem, type Tracker } from '../../tracking/index.ts';
import type { revisionView } from './schemas.ts';

/** A revision as its agency and the systems that submitted it see it: the state its log proves, and the steps. */
export async function viewRevision(
  tracker: Tracker,
  item: RevisionItem,
  publicBaseUrl: string,
): Promise<z.infer<typeof revisionView>> {
  const log = await tracker.log.read(item);
  const state = foldState(log);
  return {
    revision: item.revision,
    status: state.status,
    official: item.official,
    channels: item.channels,
    dueOn: item.dueOn,
    acceptedAt: item.acceptedAt,
    number: state.number?.symbol ?? null,
    date: state.number?.date ?? null,
    sha256: (state.archived ?? state.document ?? state.draft)?.sha256 ?? null,
    appendices: appendicesIn(log).map(({ title, archived, sealed, draft }) => ({
      title,
      sha256: (archived ?? sealed?.document ?? draft).sha256,
    })),
    issued: state.archived !== null,
    verify: state.archived ? `${publicBaseUrl}/v/${item.verifyId}` : null,
    outcomes: [...state.outcomes],
    recall: state.recalled,
    reason: state.reason,
    repair: state.repair && { state: state.repair.state, error: state.repair.error },
    events: log.map(({ seq, type, occurredAt, actor }) => ({ seq, type, occurredAt, by: actor.kind })),
  };
}
