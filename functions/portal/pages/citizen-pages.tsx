import type { CitizenStatus, Landing, Unlocked } from '../../delivery/index.ts';
import type { FieldProblem } from '../../platform/refusal.ts';
import { channel } from '../../tracking/index.ts';
import { ErrorSummary, problemOfField } from '../components/error-summary.tsx';
import { TextInput } from '../components/fields.tsx';
import { Layout } from '../components/layout.tsx';
import { SummaryList } from '../components/summary-list.tsx';
import type { View } from '../http/view.ts';
import { formatDay, formatMoment } from '../text/format.ts';

/** What a citizen typed, when it has to be corrected. */
export interface QuestionForm {
  readonly code: string;
  readonly problems: readonly FieldProblem[];
}

/** The question: a dossier's code and the second factor. */
export function StatusPage({ view, form }: { view: View; form: QuestionForm }) {
  const { t } = view;
  return (
    <Layout view={view} title={t.citizen.statusTitle} failed={form.problems.length > 0}>
      <ErrorSummary view={view} problems={form.problems} controls={['code', 'lastFour']} />
      <h1 class="govuk-heading-l">{t.citizen.statusTitle}</h1>
      <p class="govuk-body">{t.citizen.statusLead}</p>
      <form method="post" action="/status" novalidate>
        <TextInput
          view={view}
          name="code"
          label={t.citizen.code}
          hint={t.citizen.codeHint}
          value={form.code}
          error={problemOfField(view, form.problems, 'code')}
          width={20}
        />
        <LastFour view={view} problems={form.problems} />
        <button type="submit" class="govuk-button">
          {t.citizen.statusButton}
        </button>
      </form>
    </Layout>
  );
}

function LastFour({ view, problems }: { view: View; problems: readonly FieldProblem[] }) {
  const { t } = view;
  return (
    <TextInput
      view={view}
      name="lastFour"
      label={t.citizen.lastFour}
      hint={t.citizen.lastFourHint}
      error={problemOfField(view, problems, 'lastFour')}
      width={4}
      digits
    />
  );
}

/** The answer. */
export function StatusAnswerPage({ view, status }: { view: View; status: CitizenStatus }) {
  const { t, language } = view;
  const ways = status.channels.map(({ channel: name, outcome }) => {
    const known = channel.parse(name);
    // A result has its number shown from when it is issued; before that nothing is returned in any way.
    const open = status.symbol === null ? t.citizen.notBegun : t.citizen.open;
    return `${t.channels[known]}: ${outcome === 'open' ? open : t.channels[outcome]}`;
  });
  return (
    <Layout view={view} title={t.citizen.statusTitle}>
      <h1 class="govuk-heading-l kq-wrap">{status.code}</h1>
      <SummaryList
        facts={[
          { name: t.common.status, value: <strong>{status.statusText[language]}</strong> },
          { name: t.common.agency, value: status.agency },
          { name: t.citizen.expected, value: formatDay(language, status.dueOn) },
          { name: t.common.number, value: status.symbol ?? t.common.none },
          { name: t.common.date, value: status.date ? formatDay(language, status.date) : t.common.none },
          { name: t.common.channels, value: ways.join(' · ') },
          ...(status.recalledOn === null
            ? []
            : [{ name: t.citizen.recalledOn, value: formatDay(language, status.recalledOn) }]),
          ...(status.replacedBy === null ? [] : [{ name: t.citizen.replacedBy, value: status.replacedBy }]),
        ]}
      />
      {status.recalledOn !== null && <p class="govuk-inset-text">{t.citizen.recalledAdvice}</p>}
      <p class="govuk-body">
        <a class="govuk-link" href="/status">
          {t.citizen.statusAgain}
        </a>
      </p>
    </Layout>
  );
}

/** Behind a download link, before the second factor: nothing personal, and looking changes nothing. */
export function LandingPage({
  view,
  landing,
  problems,
}: {
  view: View;
  landing: Landing;
  problems: readonly FieldProblem[];
}) {
  const { t, language } = view;
  return (
    <Layout view={view} title={t.citizen.landingTitle} failed={problems.length > 0}>
      <ErrorSummary view={view} problems={problems} controls={['lastFour']} />
      <h1 class="govuk-heading-l">{t.citizen.landingTitle}</h1>
      <p class="govuk-body-l">{t.citizen.landingLead(landing.agency)}</p>
      <SummaryList
        facts={[
          { name: t.common.dossierCode, value: landing.code },
          { name: t.common.number, value: landing.symbol ?? t.common.none },
          { name: t.citizen.validUntil, value: formatMoment(language, landing.validUntil) },
        ]}
      />
      <form method="post" action={view.path} novalidate>
        <LastFour view={view} problems={problems} />
        {problems.length === 0 && (
          <p class="govuk-body-s kq-quiet">{t.citizen.triesLeft(landing.triesLeft)}</p>
        )}
        <button type="submit" class="govuk-button">
          {t.citizen.unlockButton}
        </button>
      </form>
    </Layout>
  );
}

/**
 * After the right second factor: a link to press, since a form's answer may not lead to another site (our
 * policy), and the file lies at the object store's.
 */
export function UnlockedPage({ view, unlocked }: { view: View; unlocked: Unlocked }) {
  const { t, language } = view;
  return (
    <Layout view={view} title={t.citizen.readyTitle}>
      <h1 class="govuk-heading-l">{t.citizen.readyTitle}</h1>
      <p class="govuk-body">{t.citizen.readyBody(formatMoment(language, unlocked.validUntil))}</p>
      <a class="govuk-button" role="button" draggable={false} href={unlocked.download}>
        {t.citizen.downloadButton}
      </a>
      {unlocked.appendices.length > 0 && <p class="govuk-body">{t.citizen.readyAppendices}</p>}
      {unlocked.appendices.map(({ title, download }, index) => (
        <p class="govuk-body">
          <a class="govuk-button govuk-button--secondary" role="button" draggable={false} href={download}>
            {t.citizen.downloadAppendix(index + 1)}
          </a>
          <br />
          <span lang="vi">{title}</span>
        </p>
      ))}
      <p class="govuk-body">{t.citizen.readyCheck}</p>
    </Layout>
  );
}
