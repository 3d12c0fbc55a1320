import { alikeName, alikeOf, AlikeRepairs } from '../components/alike-repairs.tsx';
import { DoneBanner, type Done } from '../components/banner.tsx';
import { CsrfField } from '../components/csrf-field.tsx';
import { ErrorSummary, problemOfField } from '../components/error-summary.tsx';
import { Radios, TextArea } from '../components/fields.tsx';
import { FindDossier } from '../components/find-dossier.tsx';
import { Layout } from '../components/layout.tsx';
import { More } from '../components/more.tsx';
import { Subject } from '../components/subject.tsx';
import { SummaryList } from '../components/summary-list.tsx';
import { failureRows } from '../desk/failure-texts.ts';
import { failureFacts, type RepairForm } from '../desk/repair-form.ts';
import { deskPath, type TaskPage, type TaskRow } from '../desk/task-rows.ts';
import type { View } from '../http/view.ts';
import { formatMoment } from '../text/format.ts';

/** Name of one repair in forms and anchors. */
export function repairName({ code, revision, round }: Pick<TaskRow, 'code' | 'revision' | 'round'>): string {
  return `${code}-r${revision}-${round}`;
}

/** What stopped, why, and the operator's decision. */
export function RepairsPage({
  view,
  page,
  done,
  form,
}: {
  view: View;
  page: TaskPage;
  done: Done | undefined;
  form: RepairForm | undefined;
}) {
  const { t } = view;
  return (
    <Layout view={view} title={t.repairs.title} wide failed={form !== undefined}>
      {form && (
        <ErrorSummary
          view={view}
          problems={form.problems.map((problem) => ({ ...problem, field: `${problem.field}-${form.of}` }))}
          controls={[`action-${form.of}`, `note-${form.of}`]}
        />
      )}
      {done && <DoneBanner view={view} done={done} />}
      <h1 class="govuk-heading-l">{t.repairs.title}</h1>
      <p class="govuk-body">{page.rows.length === 0 ? t.repairs.empty : t.repairs.lead}</p>
      {alikeOf(page.rows).map((alike) => (
        <AlikeRepairs
          view={view}
          alike={alike}
          hasMore={page.next !== undefined}
          form={form?.of === alikeName(alike) ? form : undefined}
        />
      ))}
      {page.rows.map((row) => (
        <Repair view={view} row={row} form={form?.of === repairName(row) ? form : undefined} />
      ))}
      <More view={view} next={page.next} />
      <FindDossier view={view} />
    </Layout>
  );
}

function Repair({ view, row, form }: { view: View; row: TaskRow; form: RepairForm | undefined }) {
  const { t, language } = view;
  const failure = failureFacts.parse(row.facts);
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <h2 class="govuk-summary-card__title kq-wrap">
          <a class="govuk-link" href={deskPath('dossiers', row)}>
            {`${row.code}, ${t.common.revisionNumber(row.revision)}`}
          </a>
        </h2>
      </div>
      <div class="govuk-summary-card__content">
        <SummaryList
          facts={[
            { name: t.inbox.summary, value: <Subject row={row} /> },
            ...failureRows(view, failure),
            { name: t.repairs.round, value: String(row.round) },
            { name: t.repairs.since, value: formatMoment(language, row.openedAt) },
          ]}
        />
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">
              {t.repairs.cause}
              <span class="govuk-visually-hidden">: {row.code}</span>
            </span>
          </summary>
          <div class="govuk-details__text kq-wrap" lang="en">
            <code>
              {failure.state}: {failure.error}
            </code>
            <br />
            {failure.cause}
          </div>
        </details>
        <h3 class="govuk-heading-s">{t.repairs.decide(row.code)}</h3>
        <Decision view={view} row={row} form={form} />
      </div>
    </div>
  );
}

function Decision({ view, row, form }: { view: View; row: TaskRow; form: RepairForm | undefined }) {
  const { t } = view;
  const name = repairName(row);
  const problems = form?.problems ?? [];
  return (
    <form method="post" action="/desk/repairs" novalidate>
      <CsrfField view={view} />
      <input type="hidden" name="code" value={row.code} />
      <input type="hidden" name="revision" value={String(row.revision)} />
      <input type="hidden" name="repair" value={String(row.round)} />
      <Radios
        view={view}
        name={`action-${name}`}
        label={t.repairs.action}
        value={form?.action}
        error={problemOfField(view, problems, 'action')}
        choices={[
          { value: 'retry', label: t.repairs.retry },
          { value: 'cancel', label: t.repairs.cancel },
        ]}
      />
      <TextArea
        view={view}
        name={`note-${name}`}
        label={t.repairs.note}
        hint={t.repairs.noteHint}
        value={form?.note}
        error={problemOfField(view, problems, 'note')}
        rows={3}
      />
      <button type="submit" class="govuk-button">
        {t.repairs.button}
      </button>
    </form>
  );
}
