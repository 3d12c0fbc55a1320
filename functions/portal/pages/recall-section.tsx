import type { Recall, RevisionId } from '../../tracking/index.ts';
import type { Fact } from '../components/summary-list.tsx';
import { deskPath } from '../desk/task-rows.ts';
import type { View } from '../http/view.ts';
import { formatDay, formatMoment } from '../text/format.ts';

/** The way to the recall, for who may order it. */
export function RecallSection({ view: { t }, facts }: { view: View; facts: RevisionId }) {
  return (
    <section aria-labelledby="recall-title">
      <h2 class="govuk-heading-m" id="recall-title">
        {t.recall.title}
      </h2>
      <p class="govuk-body">{t.recall.body}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${deskPath('dossiers', facts)}/recall`}>
          {t.recall.start}
        </a>
      </p>
    </section>
  );
}

/** What is known of a recall; its reason stands with the revision's. */
export function recallFacts({ t, language }: View, recalled: Recall | null): Fact[] {
  if (!recalled) return [];
  const { recalledAt, decision, replacedBy } = recalled;
  return [
    { name: t.recall.recalledAt, value: formatMoment(language, recalledAt) },
    ...(decision
      ? [
          {
            name: t.recall.decision,
            value: t.recall.decisionOf(decision.number, formatDay(language, decision.date)),
          },
        ]
      : []),
    ...(replacedBy === undefined ? [] : [{ name: t.recall.shownReplacedBy, value: replacedBy }]),
  ];
}
