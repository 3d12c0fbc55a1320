import { Layout } from '../components/layout.tsx';
import type { View } from '../http/view.ts';
import { problemCatalogue } from '../api/problem-catalogue.ts';
import { OperationSection } from './docs-operation.tsx';
import { operationsOf, type ApiDocument } from './openapi.ts';
import { said } from './said.ts';

/** The API for people to read, made from the document that machines read, and every problem it answers with. */
export function DocsPage({ view, document }: { view: View; document: ApiDocument }) {
  const { t, language } = view;
  const groups = document.tags.map(({ name, description }) => ({
    id: `tag-${name.toLowerCase()}`,
    title: said(description, language),
    operations: operationsOf(document, name),
  }));
  return (
    <Layout view={view} title={t.docs.title}>
      <h1 class="govuk-heading-xl">{t.docs.title}</h1>
      <p class="govuk-body-l">{t.docs.lead}</p>
      <Contents view={view} groups={groups} />
      <h2 class="govuk-heading-l" id="sign-in">
        {t.docs.signIn}
      </h2>
      <p class="govuk-body">{t.docs.signInBody}</p>
      {groups.map(({ id, title, operations }) => (
        <>
          <h2 class="govuk-heading-l" id={id}>
            {title}
          </h2>
          {operations.map((operation) => (
            <OperationSection view={view} document={document} operation={operation} />
          ))}
        </>
      ))}
      <Problems view={view} />
    </Layout>
  );
}

interface Group {
  readonly id: string;
  readonly title: string;
  readonly operations: ReturnType<typeof operationsOf>;
}

function Contents({ view, groups }: { view: View; groups: readonly Group[] }) {
  const { t, language } = view;
  const places = [
    { href: '/openapi.json', text: t.docs.machine },
    { href: '/schemas/dossier.json', text: t.docs.schema },
    { href: '/schemas/result/1.json', text: t.docs.resultSchema },
    { href: '#sign-in', text: t.docs.signIn },
    { href: '#problems', text: t.docs.problems },
  ];
  return (
    <nav aria-label={t.docs.contents}>
      <ul class="govuk-list">
        {places.map(({ href, text }) => (
          <li>
            <a class="govuk-link" href={href}>
              {text}
            </a>
          </li>
        ))}
        {groups.map(({ id, title, operations }) => (
          <li>
            <a class="govuk-link" href={`#${id}`}>
              {title}
            </a>
            <ul class="govuk-list govuk-list--bullet">
              {operations.map((operation) => (
                <li>
                  <a class="govuk-link" href={`#${operation.id}`}>
                    {said(operation.summary, language)}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The `type` of every problem leads here. */
function Problems({ view: { t, language } }: { view: View }) {
  return (
    <>
      <h2 class="govuk-heading-l" id="problems">
        {t.docs.problems}
      </h2>
      <p class="govuk-body">{t.docs.problemsBody}</p>
      <dl class="govuk-summary-list">
        {problemCatalogue.map(({ code, status, messages }) => (
          <div class="govuk-summary-list__row" id={`problem-${code}`}>
            <dt class="govuk-summary-list__key kq-wrap">
              <code>{code}</code> <span class="kq-quiet">{status}</span>
            </dt>
            <dd class="govuk-summary-list__value kq-wrap">
              {messages.map((message) => (
                <p class="govuk-body">{message[language]}</p>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
