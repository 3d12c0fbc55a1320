import type { FieldProblem } from '../../platform/refusal.ts';
import type { RecallOrder } from '../../recall/index.ts';
import { CsrfField } from '../components/csrf-field.tsx';
import { ErrorSummary, problemOfField } from '../components/error-summary.tsx';
import { TextArea, TextInput } from '../components/fields.tsx';
import { Layout } from '../components/layout.tsx';
import { SummaryList } from '../components/summary-list.tsx';
import type { DossierFacts } from '../desk/dossier-facts.ts';
import { RECALL_FIELDS, type RecallFields } from '../desk/recall-form.ts';
import { deskPath } from '../desk/task-rows.ts';
import type { View } from '../http/view.ts';
import { formatDay } from '../text/format.ts';

interface Props {
  readonly view: View;
  readonly facts: DossierFacts;
  readonly values: RecallFields;
}

/** The form of a recall. */
export function RecallPage({
  view,
  facts,
  values,
  problems,
}: Props & { readonly problems: readonly FieldProblem[] }) {
  const { t } = view;
  const field = (name: (typeof RECALL_FIELDS)[number]) => ({
    view,
    name,
    value: values[name],
    error: problemOfField(view, problems, name),
  });
  return (
    <Layout
      view={view}
      title={t.recall.title}
      failed={problems.length > 0}
      back={deskPath('dossiers', facts)}
    >
      <ErrorSummary view={view} problems={problems} controls={RECALL_FIELDS} />
      <h1 class="govuk-heading-l">{t.recall.title}</h1>
      <p class="govuk-body">{t.recall.lead}</p>
      <SummaryList facts={documentFacts(view, facts)} />
      <form method="post" action={`${deskPath('dossiers', facts)}/recall/check`} novalidate>
        <CsrfField view={view} />
        <TextArea {...field('reason')} label={t.recall.reason} hint={t.recall.reasonHint} />
        <TextInput
          {...field('decision.number')}
          label={t.recall.decisionNumber}
          hint={t.recall.decisionNumberHint}
          width={20}
        />
        <TextInput
          {...field('decision.date')}
          label={t.recall.decisionDate}
          hint={t.recall.decisionDateHint}
          width={10}
        />
        <TextInput
          {...field('replacedBy')}
          label={t.recall.replacedBy}
          hint={t.recall.replacedByHint}
          width={20}
        />
        <button type="submit" class="govuk-button">
          {t.recall.continue}
        </button>
      </form>
    </Layout>
  );
}

/** The last look: what is ordered, and what follows from it. */
export function RecallCheckPage({ view, facts, values, order }: Props & { readonly order: RecallOrder }) {
  const { t, language } = view;
  const { reason, decision, replacedBy } = order;
  const shown = decision && t.recall.decisionOf(decision.number, formatDay(language, decision.date));
  const path = `${deskPath('dossiers', facts)}/recall`;
  return (
    <Layout view={view} title={t.recall.checkTitle} back={path}>
      <h1 class="govuk-heading-l">{t.recall.checkTitle}</h1>
      <SummaryList
        facts={[
          ...documentFacts(view, facts),
          { name: t.recall.reason, value: reason },
          { name: t.recall.decision, value: shown ?? t.common.none },
          { name: t.recall.shownReplacedBy, value: replacedBy ?? t.common.none },
        ]}
      />
      <p class="govuk-body">{t.recall.effects}</p>
      <ul class="govuk-list govuk-list--bullet">
        {[t.recall.effectLink, t.recall.effectPaper, t.recall.effectCopy].map((effect) => (
          <li>{effect}</li>
        ))}
      </ul>
      <form method="post" action={path}>
        <CsrfField view={view} />
        {RECALL_FIELDS.map((name) => (
          <input type="hidden" name={name} value={values[name] ?? ''} />
        ))}
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button govuk-button--warning">
            {t.recall.confirm}
          </button>
          <button type="submit" class="govuk-button govuk-button--secondary" formaction={`${path}/edit`}>
            {t.recall.change}
          </button>
        </div>
      </form>
    </Layout>
  );
}

function documentFacts({ t, language }: View, { code, summary, state }: DossierFacts) {
  return [
    { name: t.common.dossierCode, value: code },
    { name: t.recall.document, value: <span lang="vi">{summary}</span> },
    { name: t.common.number, value: state.number?.symbol ?? t.common.none },
    { name: t.common.date, value: state.number ? formatDay(language, state.number.date) : t.common.none },
  ];
}
