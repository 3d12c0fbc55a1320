import type { FieldProblem } from '../../platform/refusal.ts';
import type { View } from '../http/view.ts';

/** Identifier of a field's control, from its name. */
export function controlId(name: string): string {
  return `field-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
}

/** The message of a field at fault, in the reader's language; undefined when it is right. */
export function problemOfField(
  view: View,
  problems: readonly FieldProblem[],
  name: string,
): string | undefined {
  return problems.find((problem) => problem.field === name)?.message[view.language];
}

/**
 * What has to be corrected, first on the page, each entry leading to its control.
 * @param controls names of the form's fields; a problem elsewhere leads to `fallback`
 */
export function ErrorSummary({
  view,
  problems,
  controls,
  fallback,
}: {
  view: View;
  problems: readonly FieldProblem[];
  controls: readonly string[];
  fallback?: string;
}) {
  if (problems.length === 0) return null;
  const target = (field: string) =>
    controlId(controls.includes(field) ? field : (fallback ?? controls[0] ?? ''));
  return (
    <div class="govuk-error-summary" tabindex={-1}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{view.t.common.errorSummaryTitle}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {problems.map(({ field, message }) => (
              <li>
                <a href={`#${target(field)}`}>
                  {controls.includes(field) || field === ''
                    ? message[view.language]
                    : `${field}: ${message[view.language]}`}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
