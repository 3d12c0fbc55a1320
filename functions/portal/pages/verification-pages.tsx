import { Layout } from '../components/layout.tsx';
import type { View } from '../http/view.ts';
import { verification } from '../text/verification.ts';

/** Where a browser sends the file: the object store's form. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly mostBytes: number;
}

/** The question: a file. Without a script, the browser shows its own progress. */
export function UploadPage({ view, form }: { view: View; form: UploadForm }) {
  const t = verification[view.language];
  return (
    <Layout view={view} title={t.title}>
      <h1 class="govuk-heading-l">{t.title}</h1>
      <p class="govuk-body">{t.lead}</p>
      <p class="govuk-body">{t.privacy}</p>
      <form method="post" action={form.url} enctype="multipart/form-data" data-progress="progress">
        {Object.entries(form.fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="govuk-form-group">
          <label class="govuk-label govuk-label--s" for="file">
            {t.file}
          </label>
          <div id="file-hint" class="govuk-hint">
            {t.fileHint}
          </div>
          <input
            class="govuk-file-upload kq-file"
            id="file"
            name="file"
            type="file"
            accept="application/pdf,.pdf"
            required
            aria-describedby="file-hint"
            data-most-bytes={form.mostBytes}
            data-too-large={t.tooLarge}
          />
        </div>
        <button type="submit" class="govuk-button">
          {t.uploadButton}
        </button>
      </form>
      <Progress text={t.uploading} />
    </Layout>
  );
}

/** Between the upload and the verdict: what is sent by itself where a script runs. */
export function StartPage({ view, upload }: { view: View; upload: string }) {
  const t = verification[view.language];
  return (
    <Layout view={view} title={t.startTitle}>
      <h1 class="govuk-heading-l">{t.startTitle}</h1>
      <p class="govuk-body">{t.startLead}</p>
      <form method="post" action="/verify" data-progress="progress" data-sends-itself>
        <input type="hidden" name="upload" value={upload} />
        <button type="submit" class="govuk-button">
          {t.verifyButton}
        </button>
      </form>
      <Progress text={t.verifying} />
    </Layout>
  );
}

/** Said aloud once the form is on its way; how long it takes, nobody knows. */
function Progress({ text }: { text: string }) {
  return (
    <div role="status">
      <div id="progress" hidden>
        <label class="govuk-body" for="progress-bar">
          {text}
        </label>
        <progress id="progress-bar" class="kq-progress"></progress>
      </div>
    </div>
  );
}
