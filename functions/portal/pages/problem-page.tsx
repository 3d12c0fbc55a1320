import type { ProblemDetails } from '../http/problem.ts';
import type { View } from '../http/view.ts';
import { TextArea } from '../components/fields.tsx';
import { Layout } from '../components/layout.tsx';

/** Pages of one revision at a desk. */
const OF_DOSSIER = /^\/desk\/(?:inbox|dossiers)\/([^/]+\/\d+)$/;

/** An error page: what happened, what to do, and the code to quote. */
export function ProblemPage({
  view,
  problem,
  typed = '',
}: {
  view: View;
  problem: ProblemDetails;
  /** what the reader had written, so that it is not lost with the form */
  typed?: string;
}) {
  const { t, path, address } = view;
  const next = encodeURIComponent(address);
  const dossier = OF_DOSSIER.exec(path)?.[1];
  return (
    <Layout view={view} title={problem.title}>
      <h1 class="govuk-heading-l">{problem.title}</h1>
      <p class="govuk-body">{problem.detail}</p>
      {problem.errors && (
        <ul class="govuk-list govuk-list--bullet">
          {problem.errors.map((error) => (
            <li>{error.field === '' ? error.message : `${error.field}: ${error.message}`}</li>
          ))}
        </ul>
      )}
      <p class="govuk-body">
        {problem.status === 401 ? (
          <a class="govuk-link" href={`/login?to=${next}`}>
            {t.common.signIn}
          </a>
        ) : (
          <a class="govuk-link" href="/">
            {t.common.home}
          </a>
        )}
      </p>
      {typed !== '' && (
        <TextArea view={view} name="typed" label={t.common.typed} hint={t.common.typedHint} value={typed} />
      )}
      {problem.status === 409 && dossier && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/desk/dossiers/${dossier}`}>
            {t.clerk.seeLog}
          </a>
        </p>
      )}
      <p class="govuk-body-s kq-quiet">
        {t.common.code}: <code>{problem.code}</code>
      </p>
      {problem.incident !== undefined && (
        <p class="govuk-body-s kq-quiet">
          {t.common.incident}: <code>{problem.incident}</code>
        </p>
      )}
    </Layout>
  );
}
