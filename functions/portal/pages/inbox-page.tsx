import { DoneBanner, type Done } from '../components/banner.tsx';
import { DueDay } from '../components/due-day.tsx';
import { Layout } from '../components/layout.tsx';
import { FindDossier } from '../components/find-dossier.tsx';
import { More } from '../components/more.tsx';
import { Subject } from '../components/subject.tsx';
import { Table } from '../components/table.tsx';
import type { View } from '../http/view.ts';
import { deskPath, type TaskPage, type TaskRow } from '../desk/task-rows.ts';

/** What the official is asked to sign, most urgent first. */
export function InboxPage({
  view,
  page,
  today,
  done,
}: {
  view: View;
  page: TaskPage;
  today: string;
  /** what was just decided, if anything */
  done: Done | undefined;
}) {
  const { t } = view;
  return (
    <Layout view={view} title={t.inbox.title} wide>
      {done && <DoneBanner view={view} done={done} />}
      <h1 class="govuk-heading-l">{t.inbox.title}</h1>
      <p class="govuk-body">{t.inbox.lead}</p>
      {page.rows.some(({ kind }) => kind === 'signature') && (
        <p class="govuk-body">
          <a class="govuk-link" href="/desk/signing">
            {t.signing.all}
          </a>
        </p>
      )}
      {page.rows.length === 0 ? (
        <p class="govuk-body">{t.inbox.empty}</p>
      ) : (
        <Table
          caption={t.inbox.title}
          rows={page.rows}
          columns={[
            {
              heading: t.common.dossierCode,
              cell: (row) => (
                <a class="govuk-link" href={deskPath('inbox', row)}>
                  {row.code}
                </a>
              ),
            },
            { heading: t.inbox.summary, cell: (row) => <Subject row={row} /> },
            { heading: t.common.applicant, cell: (row) => row.applicant },
            { heading: t.common.dueOn, cell: (row) => <DueDay view={view} day={row.dueOn} today={today} /> },
            {
              heading: t.common.status,
              cell: (row) => (row.kind === 'signature' ? t.inbox.awaitingDevice : approvalText(view, row)),
            },
          ]}
        />
      )}
      <More view={view} next={page.next} />
      <FindDossier view={view} />
    </Layout>
  );
}

/** In the list of who comes before the official it is their initial that is asked for. */
function approvalText({ t, principal }: View, { facts }: TaskRow): string {
  const initials = facts['initials'];
  const first = Array.isArray(initials) && initials.includes(principal?.official ?? '');
  return first ? t.inbox.awaitingInitial : t.states['awaiting-approval'];
}
