import { Table } from '../components/table.tsx';
import type { View } from '../http/view.ts';
import { curlOf, exampleOf } from './example-of.ts';
import { fieldsOf, rowOf, type FieldRow } from './fields.ts';
import type { ApiDocument, PlacedOperation } from './openapi.ts';
import { said } from './said.ts';

interface OperationProps {
  readonly view: View;
  readonly document: ApiDocument;
  readonly operation: PlacedOperation;
}

/** One operation: what it does, what it is given, what it answers, and a command to try it with. */
export function OperationSection({ view, document, operation }: OperationProps) {
  const { t, language } = view;
  const { id, method, path, summary, description, security, parameters, requestBody } = operation;
  const schema = requestBody?.content['application/json']?.schema;
  const body = schema ? fieldsOf(document, schema) : [];
  return (
    <section aria-labelledby={id}>
      <h3 class="govuk-heading-m kq-wrap" id={id}>
        {said(summary, language)}
        <br />
        <code class="kq-hash">
          {method.toUpperCase()} {path}
        </code>
      </h3>
      <p class="govuk-body">{said(description, language)}</p>
      {!security && <p class="govuk-body">{t.docs.noToken}</p>}
      <Fields
        view={view}
        title={t.docs.parameters}
        rows={parameters.map((each) =>
          rowOf(each.name, { description: each.description, ...each.schema }, each.required ?? false),
        )}
      />
      <Fields view={view} title={t.docs.body} rows={body} />
      <h4 class="govuk-heading-s">{t.docs.example}</h4>
      <pre class="kq-code">
        <code>{curlOf(document, operation)}</code>
      </pre>
      <Answers view={view} document={document} operation={operation} />
    </section>
  );
}

function Fields({ view, title, rows }: { view: View; title: string; rows: readonly FieldRow[] }) {
  const { t, language } = view;
  if (rows.length === 0) return null;
  return (
    <>
      <h4 class="govuk-heading-s">{title}</h4>
      <Table
        caption={title}
        rows={rows}
        columns={[
          { heading: t.docs.field, cell: ({ name }) => <code class="kq-hash">{name}</code> },
          {
            heading: t.docs.type,
            cell: ({ type, required }) => (
              <>
                <code class="kq-hash">{type}</code>
                {required ? ` (${t.docs.required})` : ''}
              </>
            ),
          },
          { heading: t.docs.meaning, cell: ({ text }) => said(text, language) },
        ]}
      />
    </>
  );
}

function Answers({ view, document, operation }: OperationProps) {
  const { t, language } = view;
  const statuses = Object.entries(operation.responses);
  const done = statuses.flatMap(([status, answer]) => ('$ref' in answer ? [] : [{ status, ...answer }]));
  const refused = statuses.filter(([, answer]) => '$ref' in answer).map(([status]) => status);
  const schema = done[0]?.content?.['application/json']?.schema;
  return (
    <>
      <h4 class="govuk-heading-s">{t.docs.answers}</h4>
      <ul class="govuk-list govuk-list--bullet">
        {done.map(({ status, description, content }) => (
          <li>
            <strong>{status}</strong>: {said(description, language)} (
            <code class="kq-hash">{Object.keys(content ?? {}).join(', ')}</code>)
          </li>
        ))}
        <li>
          <strong>{refused.join(', ')}</strong>:{' '}
          <a class="govuk-link" href="#problems">
            {t.docs.problems}
          </a>
        </li>
      </ul>
      {schema && <Fields view={view} title={t.docs.answerFields} rows={fieldsOf(document, schema)} />}
      {schema && (
        <>
          <h4 class="govuk-heading-s">{t.docs.answerExample}</h4>
          <pre class="kq-code">
            <code>{JSON.stringify(exampleOf(document, schema), null, 2)}</code>
          </pre>
        </>
      )}
    </>
  );
}
