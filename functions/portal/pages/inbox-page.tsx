import { SuccessBanner } from '../components/banner.tsx';
import { DueDay } from '../components/due-day.tsx';
import { Layout } from '../components/layout.tsx';
import { Table } from '../components/table.tsx';
import type { View } from '../http/view.ts';
import { deskPath, type TaskRow } from '../desk/task-rows.ts';

/** What the official is asked to sign, most urgent first. */
export function InboxPage({
  view,
  rows,
  today,
  done,
}: {
  view: View;
  rows: readonly TaskRow[];
  today: string;
  /** what was just decided, if anything */
  done: string | undefined;
}) {
  const { t } = view;
  return (
    <Layout view={view} title={t.inbox.title} wide>
      {done !== undefined && <SuccessBanner view={view}>{done}</SuccessBanner>}
      <h1 class="govuk-heading-l">{t.inbox.title}</h1>
      <p class="govuk-body">{t.inbox.lead}</p>
      {rows.length === 0 ? (
        <p class="govuk-body">{t.inbox.empty}</p>
      ) : (
        <Table
          caption={t.inbox.title}
          rows={rows}
          columns={[
            {
              heading: t.common.dossierCode,
              cell: (row) => (
                <a class="govuk-link" href={deskPath('inbox', row)}>
                  {row.code}
                </a>
              ),
            },
            { heading: t.common.procedure, cell: (row) => row.procedure },
            { heading: t.common.applicant, cell: (row) => row.applicant },
            { heading: t.common.dueOn, cell: (row) => <DueDay view={view} day={row.dueOn} today={today} /> },
            {
              heading: t.common.status,
              cell: (row) =>
                row.kind === 'signature' ? t.inbox.awaitingDevice : t.states['awaiting-approval'],
            },
          ]}
        />
      )}
    </Layout>
  );
}
