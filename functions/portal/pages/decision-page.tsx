import type { FieldProblem } from '../../platform/refusal.ts';
import { CsrfField } from '../components/csrf-field.tsx';
import { DueDay } from '../components/due-day.tsx';
import { ErrorSummary, problemOfField } from '../components/error-summary.tsx';
import { Radios, TextArea } from '../components/fields.tsx';
import { Layout } from '../components/layout.tsx';
import { AppendixPaper, Paper } from '../components/paper.tsx';
import { SummaryList } from '../components/summary-list.tsx';
import { StatusTag } from '../components/tag.tsx';
import type { View } from '../http/view.ts';
import type { DecisionFacts } from '../desk/decision-facts.ts';
import { deskPath } from '../desk/task-rows.ts';
import { formatDay } from '../text/format.ts';

export interface DecisionForm {
  readonly decision: string;
  readonly reason: string;
  readonly problems: readonly FieldProblem[];
}

/** The very PDF as pictures beside the facts; the form carries the SHA-256 of what is shown. */
export function DecisionPage({
  view,
  facts,
  form,
  today,
}: {
  view: View;
  facts: DecisionFacts;
  form: DecisionForm;
  today: string;
}) {
  const { t } = view;
  const open = facts.waitsFor !== 'nothing';
  const title = open ? t.inbox.decisionTitle : t.inbox.resultTitle;
  return (
    <Layout
      view={view}
      title={`${title} ${facts.code}`}
      wide
      failed={form.problems.length > 0}
      back="/desk/inbox"
    >
      <ErrorSummary view={view} problems={form.problems} controls={['decision', 'reason']} />
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="kq-beside">
        <section aria-labelledby="document-title">
          <h2 class="govuk-heading-m" id="document-title">
            {open ? t.inbox.document : t.inbox.resultDocument}
          </h2>
          <Paper view={view} document={facts} />
          {facts.appendices.map((appendix) => (
            <AppendixPaper view={view} id={facts} appendix={appendix} />
          ))}
        </section>
        <div class="kq-beside__facts">
          <Facts view={view} facts={facts} today={today} />
          {(facts.waitsFor === 'approval' || facts.waitsFor === 'initial') && (
            <Form view={view} facts={facts} form={form} />
          )}
          {facts.waitsFor === 'signature' && <Device view={view} facts={facts} />}
          {!open && <Decided view={view} facts={facts} />}
        </div>
      </div>
    </Layout>
  );
}

/** Nothing is asked of the official: where it can be followed. */
function Decided({ view: { t }, facts }: { view: View; facts: DecisionFacts }) {
  return (
    <p class="govuk-body">
      {t.inbox.notWaiting}{' '}
      <a class="govuk-link" href={deskPath('dossiers', facts)}>
        {t.submit.follow}
      </a>
    </p>
  );
}

function Facts({ view, facts, today }: { view: View; facts: DecisionFacts; today: string }) {
  const { t, language } = view;
  return (
    <section aria-labelledby="facts-title">
      <h2 class="govuk-heading-m" id="facts-title">
        {t.inbox.facts}
      </h2>
      <SummaryList
        facts={[
          {
            name: t.common.dossierCode,
            value: `${facts.code}, ${t.common.revisionNumber(facts.revision)}`,
          },
          { name: t.common.status, value: <StatusTag view={view} status={facts.status} /> },
          { name: t.inbox.summary, value: <span lang="vi">{facts.summary}</span> },
          { name: t.common.procedure, value: <span lang="vi">{facts.procedure}</span> },
          { name: t.common.applicant, value: facts.applicant },
          {
            name: t.common.dueOn,
            value:
              facts.waitsFor === 'nothing' ? (
                formatDay(language, facts.dueOn)
              ) : (
                <DueDay view={view} day={facts.dueOn} today={today} />
              ),
          },
          ...(facts.authority === undefined
            ? []
            : [{ name: t.inbox.capacity, value: <span lang="vi">{facts.authority}</span> }]),
          { name: t.inbox.hash, value: <span class="kq-hash">{facts.sha256}</span> },
        ]}
      />
    </section>
  );
}

function Form({ view, facts, form }: { view: View; facts: DecisionFacts; form: DecisionForm }) {
  const { t } = view;
  const initials = facts.waitsFor === 'initial';
  return (
    <form method="post" action={view.path} novalidate>
      <CsrfField view={view} />
      <input type="hidden" name="sha256" value={facts.sha256} />
      <Radios
        view={view}
        name="decision"
        label={t.inbox.yourDecision}
        hint={initials ? t.inbox.initialHint : t.inbox.signHint}
        value={form.decision}
        error={problemOfField(view, form.problems, 'decision')}
        choices={[
          { value: 'approve', label: initials ? t.inbox.initial : t.inbox.sign },
          { value: 'reject', label: t.inbox.reject },
        ]}
      />
      <TextArea
        view={view}
        name="reason"
        label={t.inbox.reason}
        hint={t.inbox.reasonHint}
        value={form.reason}
        error={problemOfField(view, form.problems, 'reason')}
      />
      <button type="submit" class="govuk-button">
        {t.inbox.confirm}
      </button>
    </form>
  );
}

function Device({ view: { t }, facts }: { view: View; facts: DecisionFacts }) {
  return (
    <section aria-labelledby="device-title">
      <h2 class="govuk-heading-m" id="device-title">
        {t.inbox.deviceTitle}
      </h2>
      <p class="govuk-body">{t.inbox.deviceBody}</p>
      <a class="govuk-button" role="button" draggable="false" href={deskPath('signing', facts)}>
        {t.signing.open}
      </a>
    </section>
  );
}
