import type { ProblemDetails } from '../http/problem.ts';
import type { View } from '../http/view.ts';
import { Layout } from '../components/layout.tsx';

/** An error page: what happened, what to do, and the code to quote. */
export function ProblemPage({ view, problem }: { view: View; problem: ProblemDetails }) {
  const { t, address } = view;
  const next = encodeURIComponent(address);
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
