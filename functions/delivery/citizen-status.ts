import type { Directory } from '../directory/index.ts';
import { dossierOf } from '../intake/index.ts';
import { vietnamDay, type Clock } from '../platform/clock.ts';
import { accept, refuse, type Message, type Outcome, type Refusal } from '../platform/refusal.ts';
import type { ChannelOutcome, RevisionItem, RevisionState, Status, Tracker } from '../tracking/index.ts';
import type { FactorThrottle } from './factor-throttle.ts';
import { factorMalformed } from './link-refusals.ts';
import { isLastFour, lastFour } from './second-factor.ts';
import { statusText } from './status-text.ts';

/** Compared with when there is no such dossier, so that both answers take the same way. */
const NOBODY = 'no identity number';

/** What the applicant sees of a dossier's latest revision. */
export interface CitizenStatus {
  readonly code: string;
  readonly revision: number;
  /** name of the issuing agency */
  readonly agency: string;
  readonly status: Status;
  readonly statusText: Message;
  readonly dueOn: string;
  readonly symbol: string | null;
  readonly date: string | null;
  /** day the result was recalled in Vietnam, and the dossier whose result replaces it; null unless it is so */
  readonly recalledOn: string | null;
  readonly replacedBy: string | null;
  readonly channels: readonly {
    readonly channel: string;
    readonly outcome: ChannelOutcome['outcome'] | 'open';
  }[];
}

/**
 * Where a dossier stands (`/status`), by its code and the applicant's last four digits. An unknown code and a
 * wrong factor get the same answer.
 */
export async function citizenStatus(
  deps: {
    readonly tracker: Tracker;
    readonly directory: Directory;
    readonly throttle: FactorThrottle;
    readonly clock: Clock;
  },
  input: { readonly code: string; readonly lastFour: string },
): Promise<Outcome<CitizenStatus>> {
  const typed = lastFour.safeParse(input.lastFour);
  if (!typed.success) return factorMalformed();
  const revision = (await deps.tracker.revisions.list(input.code)).at(-1);
  const right = isLastFour(typed.data, revision ? dossierOf(revision).applicant.identityNumber : NOBODY);
  const now = deps.clock();
  if (!right || !revision) {
    const pause = await deps.throttle.allowWrong(input.code, now);
    return pause ? statusThrottled(pause, now) : statusNotFound();
  }
  const pause = await deps.throttle.allowRight(input.code, now);
  if (pause) return statusThrottled(pause, now);
  const agency = await deps.directory.agency(revision.agency);
  return accept(view(revision, await deps.tracker.state(revision), agency.name));
}

function view(revision: RevisionItem, state: RevisionState, agency: string): CitizenStatus {
  const issued = state.archived !== null;
  const { recalled } = state;
  return {
    code: revision.code,
    revision: revision.revision,
    agency,
    status: state.status,
    statusText: statusText(state.status),
    dueOn: revision.dueOn,
    symbol: issued ? (state.number?.symbol ?? null) : null,
    date: issued ? (state.number?.date ?? null) : null,
    recalledOn: recalled && vietnamDay(new Date(recalled.recalledAt)),
    replacedBy: recalled?.replacedBy ?? null,
    channels: revision.channels.map((channel) => ({
      channel,
      outcome: state.outcomes.find((each) => each.channel === channel)?.outcome ?? 'open',
    })),
  };
}

export function statusNotFound() {
  return refuse(404, 'status-not-found', {
    vi: 'Không tìm thấy hồ sơ với mã và bốn số cuối này. Hãy xem lại Giấy tiếp nhận hồ sơ và hẹn trả kết quả.',
    en: 'No dossier has this code and these digits. Check your receipt.',
  });
}

export function statusThrottled(until: Date, now: Date): Refusal {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000));
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.ceil(minutes / 60);
  const wait =
    minutes <= 60
      ? { vi: `${minutes} phút`, en: `${minutes} minutes` }
      : { vi: `${hours} giờ`, en: `${hours} hours` };
  const message = {
    vi: `Đã nhập sai nhiều lần. Hãy thử lại sau ${wait.vi}, hoặc hỏi Bộ phận Một cửa.`,
    en: `Too many wrong tries. Try again in ${wait.en}, or ask the one-stop counter.`,
  };
  return { ...refuse(429, 'status-throttled', message), retryAfterSeconds: seconds };
}
