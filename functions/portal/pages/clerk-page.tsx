import { DueDay } from '../components/due-day.tsx';
import { FindDossier } from '../components/find-dossier.tsx';
import { Layout } from '../components/layout.tsx';
import { More } from '../components/more.tsx';
import { Subject } from '../components/subject.tsx';
import { Table } from '../components/table.tsx';
import { deskPath, type TaskPage, type TaskRow } from '../desk/task-rows.ts';
import type { View } from '../http/view.ts';

/** The clerk's desk: what waits for the seal, what waits to be collected, and any dossier by its code. */
export function ClerkPage({ view, page, today }: { view: View; page: TaskPage; today: string }) {
  const { t } = view;
  const list = (title: string, kind: 'seal' | 'collection') => (
    <Tasks view={view} title={title} today={today} rows={page.rows.filter((row) => row.kind === kind)} />
  );
  return (
    <Layout view={view} title={t.clerk.title} wide>
      <h1 class="govuk-heading-l">{t.clerk.title}</h1>
      <FindDossier view={view} />
      {list(t.clerk.sealsTitle, 'seal')}
      {list(t.clerk.collectionsTitle, 'collection')}
      <More view={view} next={page.next} />
    </Layout>
  );
}

function Tasks({
  view,
  title,
  rows,
  today,
}: {
  view: View;
  title: string;
  rows: readonly TaskRow[];
  today: string;
}) {
  const { t } = view;
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      {rows.length === 0 ? (
        <p class="govuk-body">{t.common.nothingHere}</p>
      ) : (
        <Table
          caption={title}
          rows={rows}
          columns={[
            {
              heading: t.common.dossierCode,
              cell: (row) => (
                <a class="govuk-link" href={deskPath('dossiers', row)}>
                  {row.code}
                </a>
              ),
            },
            { heading: t.inbox.summary, cell: (row) => <Subject row={row} /> },
            { heading: t.common.applicant, cell: (row) => row.applicant },
            { heading: t.common.dueOn, cell: (row) => <DueDay view={view} day={row.dueOn} today={today} /> },
          ]}
        />
      )}
    </>
  );
}
