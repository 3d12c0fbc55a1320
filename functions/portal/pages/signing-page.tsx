import type { FieldProblem } from '../../platform/refusal.ts';
import type { RevisionId } from '../../tracking/index.ts';
import { SuccessBanner } from '../components/banner.tsx';
import { CsrfField } from '../components/csrf-field.tsx';
import { controlId, ErrorSummary, problemOfField } from '../components/error-summary.tsx';
import { Layout } from '../components/layout.tsx';
import { More } from '../components/more.tsx';
import { SigningItem } from '../components/signing-item.tsx';
import { TokenAgent } from '../components/token-agent.tsx';
import type { SigningRows } from '../desk/signing-rows.ts';
import { deskPath } from '../desk/task-rows.ts';
import type { View } from '../http/view.ts';

export interface SigningPageProps {
  readonly view: View;
  readonly page: SigningRows;
  readonly today: string;
  /** origin of the signing software */
  readonly tokenAgent: string;
  /** path of the script that speaks to it */
  readonly script: string;
  /** dossiers whose signature was just taken */
  readonly done: readonly RevisionId[];
  readonly problems: readonly FieldProblem[];
  /** what was pasted and has to be corrected, by field */
  readonly values: Readonly<Record<string, string>>;
  /** why there is nothing to sign, and whether that changes by itself */
  readonly nothing: string;
}

/** What waits for the official's device: signed by software on their machine, or by copying and pasting. */
export function SigningPage(props: SigningPageProps) {
  const { view, page, done, problems, nothing, script } = props;
  const { t } = view;
  const controls = page.rows.map(({ key }) => `value-${key}`);
  return (
    <Layout
      view={view}
      title={t.signing.title}
      wide
      failed={problems.length > 0}
      back="/desk/inbox"
      script={script}
    >
      <ErrorSummary view={view} problems={named(problems, controls)} controls={controls} fallback="values" />
      {done.length > 0 && <Done view={view} done={done} remaining={page.rows.length} />}
      <h1 class="govuk-heading-l">{t.signing.title}</h1>
      {page.rows.length === 0 ? <p class="govuk-body">{nothing}</p> : <Rows {...props} />}
      <More view={view} next={page.next} />
      <Elsewhere view={view} />
    </Layout>
  );
}

/** A problem names its dossier, which its control's name says in its own way. */
function named(problems: readonly FieldProblem[], controls: readonly string[]): FieldProblem[] {
  return problems.map((problem) => {
    const { field, message } = problem;
    if (!controls.includes(field)) return { ...problem, field: field.replace(/^value-/, '') };
    const code = field.replace(/^value-(.*)-r\d+$/, '$1');
    return { ...problem, message: { vi: `${code}: ${message.vi}`, en: `${code}: ${message.en}` } };
  });
}

function Done({ view, done, remaining }: { view: View; done: readonly RevisionId[]; remaining: number }) {
  const { t } = view;
  return (
    <SuccessBanner view={view}>
      {t.signing.done(done.length)} {remaining > 0 && t.signing.remaining(remaining)}
      {done.map((id) => (
        <span class="kq-secondary">
          <a class="govuk-notification-banner__link" href={deskPath('dossiers', id)}>
            {id.code}
          </a>
        </span>
      ))}
    </SuccessBanner>
  );
}

function Rows({ view, page, today, tokenAgent, problems, values }: SigningPageProps) {
  const { t } = view;
  return (
    <>
      <p class="govuk-body">{t.signing.lead}</p>
      <TokenAgent view={view} address={tokenAgent} />
      <section aria-labelledby="paste-title">
        <h2 class="govuk-heading-m" id="paste-title">
          {t.signing.pasteTitle}
        </h2>
        <p class="govuk-body">{t.signing.pasteLead}</p>
      </section>
      <form method="post" action={view.path} novalidate data-agent-form>
        <CsrfField view={view} />
        <h2 class="govuk-heading-m" id={controlId('values')}>
          {t.signing.list(page.rows.length)}
        </h2>
        {page.rows.map((row) => (
          <SigningItem
            view={view}
            row={row}
            today={today}
            value={values[`value-${row.key}`]}
            error={problemOfField(view, problems, `value-${row.key}`)}
            open={page.rows.length === 1}
          />
        ))}
        <button type="submit" class="govuk-button">
          {t.signing.handIn}
        </button>
      </form>
    </>
  );
}

function Elsewhere({ view: { t, path } }: { view: View }) {
  return (
    <p class="govuk-body">
      {path !== '/desk/signing' && (
        <>
          <a class="govuk-link" href="/desk/signing">
            {t.signing.all}
          </a>{' '}
          ·{' '}
        </>
      )}
      <a class="govuk-link" href="/desk/inbox">
        {t.signing.toInbox}
      </a>
    </p>
  );
}
