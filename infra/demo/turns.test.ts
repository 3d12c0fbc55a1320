import { expect, it } from 'vitest';
import type { Played } from './play.ts';
import { revisionView } from './testing/revision-view.ts';
import { oneOfEachSeries } from './turns.ts';

/** A draft of the template its code begins with. */
const draft = (code: string, status = 'awaiting-approval'): Played => ({
  planned: {
    source: code,
    dossier: {},
    outline: { code, revision: 1, agency: 'H15.27', official: 'o', template: { id: code.slice(0, 1) } },
  },
  view: revisionView(status),
});

const decidable = (played: readonly Played[]) =>
  played
    .map(({ planned }) => planned.outline)
    .filter(oneOfEachSeries(played))
    .map(({ code }) => code);

it('the first draft of a series may be decided, the next once it has its number', () => {
  expect(decidable([draft('a2'), draft('a1'), draft('b1')])).toEqual(['a1', 'b1']);
  expect(decidable([draft('a2'), draft('a1', 'approved'), draft('b1')])).toEqual(['b1']);
  expect(decidable([draft('a2'), draft('a1', 'issued')])).toEqual(['a2']);
});

it('four series move at a time, those with most drafts first', () => {
  const drafts = ['a1', 'b1', 'c1', 'd1', 'e1', 'e2', 'f1', 'f2'].map((code) => draft(code));
  expect(decidable(drafts)).toEqual(['a1', 'b1', 'e1', 'f1']);
  expect(decidable([...drafts, draft('g1', 'signed'), draft('h1', 'awaiting-seal')])).toEqual(['e1', 'f1']);
});
