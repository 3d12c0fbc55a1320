import type { FieldProblem } from '../../platform/refusal.ts';
import { SuccessBanner } from '../components/banner.tsx';
import { ErrorSummary } from '../components/error-summary.tsx';
import { Layout } from '../components/layout.tsx';
import { desksOf } from '../components/navigation.tsx';
import { SummaryList, type Fact } from '../components/summary-list.tsx';
import { StatusTag } from '../components/tag.tsx';
import type { DossierFacts } from '../desk/dossier-facts.ts';
import { failureTexts } from '../desk/failure-texts.ts';
import { deskPath } from '../desk/task-rows.ts';
import type { View } from '../http/view.ts';
import { formatDay, formatMoment } from '../text/format.ts';
import { CollectForm, LinkForms, SealForm } from './clerk-forms.tsx';
import { CopySection } from './copy-section.tsx';
import { recallFacts, RecallSection } from './recall-section.tsx';

/** What the clerk sent, when it has to be corrected. */
export interface ClerkForm {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly FieldProblem[];
}

/** One revision: its facts, the steps so far, and what a clerk may do with it now. */
export function DossierPage({
  view,
  facts,
  done,
  form,
}: {
  view: View;
  facts: DossierFacts;
  done: string | undefined;
  form: ClerkForm;
}) {
  const { t } = view;
  const [home] = desksOf(view.principal?.roles ?? []);
  return (
    <Layout
      view={view}
      title={t.clerk.dossierTitle(facts.code)}
      wide
      failed={form.problems.length > 0}
      back={home?.path ?? '/'}
    >
      <ErrorSummary
        view={view}
        problems={form.problems}
        controls={['identityCheck', 'collector', 'authorisation', 'reason']}
      />
      {done !== undefined && <SuccessBanner view={view}>{done}</SuccessBanner>}
      <h1 class="govuk-heading-l kq-wrap">{t.clerk.dossierTitle(facts.code)}</h1>
      {facts.refreshes && <p class="govuk-inset-text">{t.clerk.underWay}</p>}
      <Revisions view={view} facts={facts} />
      <div class="kq-beside">
        <div>
          <SummaryList facts={factsOf(view, facts)} />
          {facts.maySeal && <SealForm view={view} facts={facts} />}
          {facts.mayCollect && <CollectForm view={view} facts={facts} form={form} />}
          {facts.link !== undefined && <LinkForms view={view} facts={facts} link={facts.link} form={form} />}
          {facts.copies !== undefined && <CopySection view={view} facts={facts} copies={facts.copies} />}
          {facts.mayRecall && <RecallSection view={view} facts={facts} />}
        </div>
        <Steps view={view} facts={facts} />
      </div>
    </Layout>
  );
}

function Revisions({ view, facts }: { view: View; facts: DossierFacts }) {
  if (facts.revisions < 2) return null;
  const { t } = view;
  const all = Array.from({ length: facts.revisions }, (_, index) => index + 1);
  return (
    <nav aria-label={t.common.revision}>
      <ul class="govuk-list kq-row">
        {all.map((revision) => (
          <li>
            <a
              class="govuk-link"
              href={deskPath('dossiers', { code: facts.code, revision })}
              aria-current={revision === facts.revision ? 'page' : undefined}
            >
              {t.clerk.revisionTitle(revision)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function factsOf(view: View, facts: DossierFacts): Fact[] {
  const { t, language } = view;
  const { state, item } = facts;
  const base = `/dossiers/${encodeURIComponent(facts.code)}/revisions/${facts.revision}`;
  const outcome = (channel: 'link' | 'post' | 'counter') => {
    const ended = state.outcomes.find((each) => each.channel === channel);
    const open = state.archived ? t.citizen.open : t.citizen.notBegun;
    return `${t.channels[channel]}: ${ended ? t.channels[ended.outcome] : open}`;
  };
  const document = state.archived ?? state.document ?? state.draft;
  return [
    { name: t.common.status, value: <StatusTag view={view} status={state.status} /> },
    { name: t.common.revision, value: String(facts.revision) },
    { name: t.common.procedure, value: <span lang="vi">{facts.procedure}</span> },
    { name: t.common.applicant, value: facts.applicant },
    { name: t.inbox.summary, value: <span lang="vi">{facts.summary}</span> },
    { name: t.clerk.official, value: officialText(facts) },
    ...(facts.awaited === undefined ? [] : [{ name: t.clerk.awaited, value: facts.awaited }]),
    { name: t.common.dueOn, value: formatDay(language, item.dueOn) },
    { name: t.common.number, value: state.number?.symbol ?? t.common.none },
    { name: t.common.date, value: state.number ? formatDay(language, state.number.date) : t.common.none },
    { name: t.clerk.outcome, value: item.channels.map(outcome).join(' · ') },
    ...(state.reason === null ? [] : [{ name: t.common.reason, value: state.reason }]),
    ...recallFacts(view, state.recalled),
    ...(state.repair === null ? [] : [{ name: t.clerk.repair, value: repairText(view, state.repair) }]),
    ...(document && facts.mayRead
      ? [
          {
            name: 'PDF',
            value: (
              <a class="govuk-link" href={`${base}/result`}>
                {t.clerk.openPdf}
              </a>
            ),
          },
        ]
      : []),
    ...(state.archived
      ? [
          {
            name: 'QR',
            value: (
              <a class="govuk-link" href={`/v/${item.verifyId}`}>
                {t.clerk.verifyPage}
              </a>
            ),
          },
        ]
      : []),
  ];
}

function repairText(view: View, repair: { readonly state: string; readonly error: string }): string {
  const { step, what } = failureTexts(view, repair);
  return `${step}: ${what}`;
}

/** Name and title, as people know an official; the identifier where the directory no longer does. */
function officialText({ item, official }: DossierFacts): string {
  if (!official) return item.official;
  return `${official.name}, ${official.title}`;
}

function Steps({ view, facts }: { view: View; facts: DossierFacts }) {
  const { t, language } = view;
  return (
    <section aria-labelledby="steps-title">
      <h2 class="govuk-heading-m" id="steps-title">
        {t.clerk.steps}
      </h2>
      <ol class="kq-timeline">
        {facts.events.map((event) => (
          <li>
            <time datetime={event.occurredAt}>{formatMoment(language, event.occurredAt)}</time>
            {t.events[event.type]}
          </li>
        ))}
      </ol>
    </section>
  );
}
