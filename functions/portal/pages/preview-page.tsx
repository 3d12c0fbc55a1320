import type { FieldProblem } from '../../platform/refusal.ts';
import { CsrfField } from '../components/csrf-field.tsx';
import { TextArea } from '../components/fields.tsx';
import { Layout } from '../components/layout.tsx';
import { SubmitButtons } from '../components/submit-buttons.tsx';
import type { View } from '../http/view.ts';

/** What a preview found, as the page shows it. */
export interface PreviewShown {
  readonly problems: readonly (FieldProblem & {
    readonly at?: { readonly block: number; readonly page?: number };
  })[];
  /** whether more is wrong than is named */
  readonly moreProblems: boolean;
  readonly pages: number;
  readonly pictures: readonly { readonly page: number; readonly png: Uint8Array }[];
}

/** Every problem of a dossier and where it shows, before anybody submits it. */
export function PreviewPage({ view, json, preview }: { view: View; json: string; preview: PreviewShown }) {
  const { t } = view;
  const failed = preview.problems.length > 0;
  return (
    <Layout view={view} title={t.preview.title} failed={failed}>
      <h1 class="govuk-heading-l">{t.preview.title}</h1>
      {failed ? <ProblemList view={view} preview={preview} /> : <p class="govuk-body">{t.preview.fine}</p>}
      <form method="post" action="/desk/submit" enctype="multipart/form-data" novalidate>
        <CsrfField view={view} />
        <TextArea view={view} name="json" label={t.submit.json} value={json} rows={failed ? 18 : 6} code />
        <SubmitButtons view={view} previewLabel={t.preview.again} />
      </form>
      <Pictures view={view} preview={preview} />
    </Layout>
  );
}

function ProblemList({ view, preview }: { view: View; preview: PreviewShown }) {
  const { t, language } = view;
  const { problems, moreProblems } = preview;
  const count = moreProblems ? t.preview.atLeast : t.preview.problems;
  return (
    <div class="govuk-error-summary" tabindex={-1}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{count(problems.length)}</h2>
        <div class="govuk-error-summary__body">
          <ol class="govuk-list govuk-list--number govuk-error-summary__list">
            {problems.map(({ field, message, at }) => (
              <li class="kq-wrap">
                {field === '' ? message[language] : `${field}: ${message[language]}`}{' '}
                {at?.page !== undefined && (
                  <a href={`#page-${at.page}`}>{t.preview.place(at.page, at.block)}</a>
                )}
              </li>
            ))}
          </ol>
        </div>
      </div>
    </div>
  );
}

function Pictures({ view: { t }, preview: { pages, pictures } }: { view: View; preview: PreviewShown }) {
  return (
    <>
      {pictures.map(({ page, png }) => (
        <figure class="kq-paper" id={`page-${page}`}>
          <img
            src={`data:image/png;base64,${Buffer.from(png).toString('base64')}`}
            alt={t.preview.pageAlt(page, pages)}
            width="720"
          />
          <figcaption>{t.inbox.pageCaption(page, pages)}</figcaption>
        </figure>
      ))}
      {pictures.length < pages && pictures.length > 0 && (
        <p class="govuk-body">{t.preview.more(pages - pictures.length)}</p>
      )}
    </>
  );
}
