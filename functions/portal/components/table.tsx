import type { Child } from 'hono/jsx';

/** A column: its heading, and what it shows of a row. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Child;
}

/** A table that becomes cards on a narrow screen; its first column names the row. */
export function Table<Row>({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}) {
  return (
    <table class="govuk-table kq-cards">
      <caption class="govuk-table__caption govuk-visually-hidden">{caption}</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {columns.map((column) => (
            <th scope="col" class="govuk-table__header">
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {rows.map((row) => (
          <tr class="govuk-table__row">
            {columns.map((column, index) =>
              index === 0 ? (
                <th scope="row" class="govuk-table__header kq-wrap">
                  {column.cell(row)}
                </th>
              ) : (
                <td class="govuk-table__cell kq-wrap" data-label={column.heading}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
