import type { FieldProblem } from '../../platform/refusal.ts';
import type { TemplateSummary } from '../../rendering/index.ts';
import { CsrfField } from '../components/csrf-field.tsx';
import { ErrorSummary, controlId } from '../components/error-summary.tsx';
import { Select, TextArea } from '../components/fields.tsx';
import { Layout } from '../components/layout.tsx';
import { SubmitButtons } from '../components/submit-buttons.tsx';
import { deskPath } from '../desk/task-rows.ts';
import { MOST_BYTES } from '../http/read-json.ts';
import type { View } from '../http/view.ts';

/** What was sent, when it has to be corrected. */
export interface SubmitForm {
  readonly json: string;
  /** template of the sample the text was started from */
  readonly sample?: string | undefined;
  readonly problems: readonly FieldProblem[];
  /** present where more is wrong than is named */
  readonly moreProblems?: true | undefined;
}

/** A dossier as JSON: pasted, from a file, or from a sample. */
export function SubmitPage({
  view,
  templates,
  form,
}: {
  view: View;
  templates: readonly TemplateSummary[];
  form: SubmitForm;
}) {
  const { t } = view;
  const failed = form.problems.length > 0;
  return (
    <Layout view={view} title={t.submit.title} failed={failed}>
      <ErrorSummary view={view} problems={form.problems} controls={['json']} />
      <h1 class="govuk-heading-l">{t.submit.title}</h1>
      <p class="govuk-body">{t.submit.lead}</p>
      <form method="get" action="/desk/submit">
        <Select
          view={view}
          name="sample"
          label={t.submit.start}
          value={form.sample}
          choices={templates.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <button type="submit" class="govuk-button govuk-button--secondary">
          {t.submit.startButton}
        </button>
      </form>
      <form method="post" action="/desk/submit" enctype="multipart/form-data" novalidate>
        <CsrfField view={view} />
        <div class="govuk-form-group">
          <label class="govuk-label govuk-label--s" for={controlId('file')}>
            {t.submit.file}
          </label>
          <div class="govuk-hint" id={`${controlId('file')}-hint`}>
            {t.submit.fileHint}
          </div>
          <input
            class="govuk-file-upload kq-file"
            type="file"
            id={controlId('file')}
            name="file"
            accept="application/json,.json"
            data-most-bytes={String(MOST_BYTES)}
            data-too-large={t.submit.tooLarge}
            aria-describedby={`${controlId('file')}-hint`}
          />
        </div>
        <TextArea
          view={view}
          name="json"
          label={t.submit.json}
          hint={t.submit.jsonHint}
          value={form.json}
          error={boxError(view, form)}
          rows={18}
          code
        />
        <SubmitButtons view={view} previewLabel={t.preview.button} />
      </form>
      <p class="govuk-body">
        <a class="govuk-link" href="/schemas/dossier.json">
          {t.submit.schema}
        </a>
      </p>
    </Layout>
  );
}

/** At the box: the one thing to correct, or how many there are at the top of the page. */
function boxError({ t, language }: View, { problems, moreProblems }: SubmitForm): string | undefined {
  const [only] = problems;
  const count = moreProblems ? t.submit.atLeastProblems : t.submit.manyProblems;
  if (!only || problems.length > 1) return only && count(problems.length);
  return only.field === '' ? only.message[language] : `${only.field}: ${only.message[language]}`;
}

/** What became of it, and where to follow it. */
export function SubmittedPage({
  view,
  code,
  revision,
  created,
}: {
  view: View;
  code: string;
  revision: number;
  created: boolean;
}) {
  const { t } = view;
  return (
    <Layout view={view} title={t.submit.doneTitle}>
      <div class="govuk-panel govuk-panel--confirmation">
        <h1 class="govuk-panel__title">{t.submit.doneTitle}</h1>
        <div class="govuk-panel__body kq-wrap">{code}</div>
      </div>
      <p class="govuk-body">{created ? t.submit.doneBody(code, revision) : t.submit.known(code, revision)}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={deskPath('dossiers', { code, revision })}>
          {t.submit.follow}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/desk/submit">
          {t.submit.another}
        </a>
      </p>
    </Layout>
  );
}
