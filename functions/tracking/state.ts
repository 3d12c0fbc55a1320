import type { ChannelOutcome } from './channel.ts';
import { dataOf, type LoggedEvent } from './event.ts';
import type { Recall } from './recall.ts';

/** Where a revision stands. Never stored truth: always a fold of the log. */
export type Status =
  | 'accepted'
  | 'rendered'
  | 'awaiting-approval'
  | 'approved'
  | 'rejected'
  | 'returned-for-correction'
  | 'awaiting-signature'
  | 'signed'
  | 'awaiting-seal'
  | 'sealed'
  /** no timestamp or revocation service answers: it goes on by itself */
  | 'awaiting-trust-service'
  | 'issued'
  | 'returned'
  | 'kept-at-agency'
  | 'awaiting-repair'
  | 'cancelled'
  /** issued, and taken back since: whatever happens to it later, it stays so */
  | 'recalled'
  | 'failed';

/** Ends of a revision's road: nothing starts or continues after them. */
export const TERMINAL: ReadonlySet<Status> = new Set<Status>([
  'returned',
  'returned-for-correction',
  'cancelled',
  'recalled',
  'failed',
]);

/** A question that stands on the operator's desk. */
export interface OpenRepair {
  readonly state: string;
  readonly error: string;
  readonly cause: string;
  readonly repair: number;
}

/** The facts of a revision that the log proves; null where it has not happened yet. */
export interface RevisionState {
  readonly status: Status;
  readonly draft: { readonly key: string; readonly sha256: string } | null;
  readonly document: { readonly key: string; readonly sha256: string } | null;
  readonly number: {
    readonly series: string;
    readonly number: number;
    readonly symbol: string;
    readonly date: string;
  } | null;
  /** the agency's signature is in the document */
  readonly sealed: boolean;
  readonly archived: {
    readonly key: string;
    readonly versionId: string | null;
    readonly sha256: string;
    readonly size: number;
  } | null;
  readonly recalled: Recall | null;
  readonly outcomes: readonly ChannelOutcome[];
  /** what an operator is asked about now; the latest where several channels are */
  readonly repair: OpenRepair | null;
  readonly openRepairs: readonly OpenRepair[];
  /** number of the last repair asked for: what is asked or tried again after it is a new happening */
  readonly repairs: number;
  readonly reason: string | null;
  readonly sequence: number;
  readonly head: string | null;
}

const START: RevisionState = {
  status: 'accepted',
  draft: null,
  document: null,
  number: null,
  sealed: false,
  archived: null,
  recalled: null,
  outcomes: [],
  repair: null,
  openRepairs: [],
  repairs: 0,
  reason: null,
  sequence: 0,
  head: null,
};

/** What is said of a revision after these comes too late and changes nothing. */
const CLOSED: ReadonlySet<Status> = new Set<Status>(['returned-for-correction', 'cancelled']);

/** The return was completed: how its execution ended changes nothing any more. */
const OVER: ReadonlySet<Status> = new Set<Status>(['returned', 'kept-at-agency', 'recalled']);

/** Folds a log into the state it proves. */
export function foldState(events: readonly LoggedEvent[]): RevisionState {
  return events.reduce((state, event) => {
    const isLate = CLOSED.has(state.status) && event.type !== 'result-recalled';
    const next = isLate ? state : apply(state, event);
    const repair = next.openRepairs.at(-1) ?? null;
    const status = next.recalled ? 'recalled' : next.status;
    return { ...next, status, repair, sequence: event.seq, head: event.hash };
  }, START);
}

/** A step that goes on ends the repair; the status shown is then again that of the road so far. */
function apply(state: RevisionState, event: LoggedEvent): RevisionState {
  switch (event.type) {
    case 'result-rendered':
      return { ...state, status: 'rendered', openRepairs: [], draft: dataOf(event, event.type).document };
    case 'approval-requested':
      return { ...state, status: 'awaiting-approval', openRepairs: [] };
    case 'result-approved':
      return { ...state, status: 'approved' };
    case 'result-rejected':
      return { ...state, status: 'rejected', reason: dataOf(event, event.type).reason };
    case 'returned-for-correction':
      return { ...state, status: 'returned-for-correction', reason: dataOf(event, event.type).reason };
    case 'signature-requested':
      return { ...state, status: 'awaiting-signature', openRepairs: [] };
    case 'official-signed':
      return { ...state, status: 'signed', openRepairs: [], document: dataOf(event, event.type).document };
    case 'seal-requested':
      return { ...state, status: 'awaiting-seal', openRepairs: [] };
    case 'number-allotted':
      return { ...state, number: dataOf(event, event.type) };
    case 'result-sealed':
      return {
        ...state,
        status: 'sealed',
        openRepairs: [],
        document: dataOf(event, event.type).document,
        sealed: true,
      };
    case 'result-augmented':
      return { ...state, status: 'sealed', openRepairs: [], document: dataOf(event, event.type).document };
    case 'trust-service-awaited':
      return { ...state, status: 'awaiting-trust-service' };
    case 'result-archived':
      return { ...state, status: 'issued', openRepairs: [], archived: dataOf(event, event.type) };
    case 'file-renewed': {
      const { from, key, versionId, sha256, size } = dataOf(event, event.type);
      const isResult = state.archived?.sha256 === from;
      return isResult ? { ...state, archived: { key, versionId, sha256, size } } : state;
    }
    case 'result-recalled': {
      const recalled = { ...dataOf(event, event.type), recalledAt: event.occurredAt };
      return { ...state, recalled, reason: recalled.reason };
    }
    case 'channel-settled': {
      const settled = dataOf(event, event.type);
      const others = state.outcomes.filter((each) => each.channel !== settled.channel);
      const lateDelivery = state.status === 'kept-at-agency' && settled.outcome === 'delivered';
      const status = lateDelivery ? 'returned' : state.status;
      return { ...state, status, outcomes: [...others, settled] };
    }
    case 'repair-requested': {
      const asked = dataOf(event, event.type);
      const openRepairs = [...state.openRepairs, asked];
      return { ...state, status: 'awaiting-repair', openRepairs, repairs: asked.repair };
    }
    case 'repair-decided':
      return afterRepair(state, dataOf(event, event.type).repair);
    case 'return-completed': {
      const { status, outcomes } = dataOf(event, event.type);
      return { ...state, status, outcomes, openRepairs: [] };
    }
    case 'result-collected':
      return state.status === 'kept-at-agency' ? { ...state, status: 'returned' } : state;
    case 'return-cancelled':
      return { ...state, status: 'cancelled', openRepairs: [], reason: dataOf(event, event.type).reason };
    case 'execution-ended':
      return OVER.has(state.status)
        ? state
        : { ...state, status: 'failed', openRepairs: [], reason: dataOf(event, event.type).error };
    default:
      return state;
  }
}

/** One repair is decided; another channel's may still wait. Logs older than that say only that it is. */
function afterRepair(state: RevisionState, decided: number | undefined): RevisionState {
  const openRepairs = state.openRepairs.filter(({ repair }) => decided !== undefined && repair !== decided);
  return {
    ...state,
    openRepairs,
    status: openRepairs.length > 0 ? state.status : statusWithoutRepair(state),
  };
}

function statusWithoutRepair(state: RevisionState): Status {
  if (state.archived) return 'issued';
  if (state.number) return 'signed';
  if (state.document) return 'signed';
  return state.draft ? 'rendered' : 'accepted';
}
