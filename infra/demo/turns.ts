import type { Played } from './play.ts';
import type { RevisionId } from './summary.ts';

/** Which of the drafts that wait may be decided now. */
export type Turns = (played: readonly Played[]) => (draft: RevisionId) => boolean;

/** Every draft as soon as it is there: numbers are allotted in the order things happen to end. */
export const allAtOnce: Turns = () => () => true;

const UNDECIDED = new Set(['accepted', 'rendered', 'awaiting-approval']);
const UNNUMBERED = new Set(['approved', 'awaiting-signature', 'signed', 'awaiting-seal']);

/**
 * In each number series one draft after the other, by revision and code, each once the one before has its number: so
 * that every run of the same dossiers allots the same numbers.
 */
export const oneOfEachSeries: Turns = (played) => (draft) => {
  const own = played.find(({ planned: { outline } }) => isSame(outline, draft));
  const series = played.filter((each) => own && isNumberedTogether(each, own));
  if (series.some((each) => UNNUMBERED.has(statusOf(each)))) return false;
  const [next] = series
    .filter(isUndecided)
    .map((each) => each.planned.outline)
    .toSorted((a, b) => a.revision - b.revision || a.code.localeCompare(b.code));
  return next !== undefined && isSame(next, draft);
};

/** An agency numbers the results of a template in one series. */
function isNumberedTogether(
  { planned: { outline: a } }: Played,
  { planned: { outline: b } }: Played,
): boolean {
  return a.agency === b.agency && a.template.id === b.template.id;
}

function isSame(a: RevisionId, b: RevisionId): boolean {
  return a.code === b.code && a.revision === b.revision;
}

/** Whether it is on its way to a decision, or waits for one. */
export function isUndecided(each: Played): boolean {
  return UNDECIDED.has(statusOf(each));
}

function statusOf(each: Played): string {
  return each.view?.status ?? 'accepted';
}
