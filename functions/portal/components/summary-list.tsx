import type { Child } from 'hono/jsx';

/** A fact: what it is called, and what it is. */
export interface Fact {
  readonly name: string;
  readonly value: Child;
}

/** Names and values, the way facts about one thing are shown. */
export function SummaryList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="govuk-summary-list">
      {facts.map((fact) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{fact.name}</dt>
          <dd class="govuk-summary-list__value kq-wrap">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
