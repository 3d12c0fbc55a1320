import type { KnownCopy } from '../../copies/index.ts';
import { CsrfField } from '../components/csrf-field.tsx';
import { Table } from '../components/table.tsx';
import type { DossierFacts } from '../desk/dossier-facts.ts';
import { deskPath } from '../desk/task-rows.ts';
import type { View } from '../http/view.ts';
import { formatMoment } from '../text/format.ts';

/**
 * The certified copies of an issued result, and the order of one more: pressed twice, it is the same one. Of a recalled
 * document there is none to order.
 */
export function CopySection({
  view,
  facts,
  copies,
}: {
  view: View;
  facts: DossierFacts;
  copies: readonly KnownCopy[];
}) {
  const { t, language } = view;
  const isRecalled = facts.state.recalled !== null;
  if (isRecalled && copies.length === 0) return null;
  const next = `ban-sao-${String(copies.length + 1).padStart(2, '0')}`;
  return (
    <section aria-labelledby="copies-title">
      <h2 class="govuk-heading-m" id="copies-title">
        {t.clerk.copiesTitle}
      </h2>
      {copies.length > 0 && (
        <Table
          caption={t.clerk.copiesTitle}
          rows={copies}
          columns={[
            { heading: t.common.number, cell: (copy) => <CopyLink view={view} facts={facts} copy={copy} /> },
            { heading: t.clerk.copyOrderedAt, cell: (copy) => formatMoment(language, copy.orderedAt) },
          ]}
        />
      )}
      {!isRecalled && (
        <form method="post" action={`${deskPath('dossiers', facts)}/copies`}>
          <p class="govuk-body">{t.clerk.copiesBody}</p>
          <CsrfField view={view} />
          <input type="hidden" name="order" value={next} />
          <button type="submit" class="govuk-button govuk-button--secondary">
            {t.clerk.copyButton}
          </button>
        </form>
      )}
    </section>
  );
}

function CopyLink({
  view: { t },
  facts: { code, revision },
  copy,
}: {
  view: View;
  facts: DossierFacts;
  copy: KnownCopy;
}) {
  if (copy.status === 'dropped') return <>{t.clerk.copyDropped}</>;
  if (copy.symbol === null) return <>{t.clerk.copyMaking}</>;
  const address = `/dossiers/${encodeURIComponent(code)}/revisions/${revision}/copies/${copy.order}`;
  return (
    <a class="govuk-link" href={address}>
      {t.clerk.copyOpen(copy.symbol)}
    </a>
  );
}
