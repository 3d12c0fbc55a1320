import { MOST_ALIKE } from '../../repair/index.ts';
import { failureRows } from '../desk/failure-texts.ts';
import { failureFacts, type RepairForm } from '../desk/repair-form.ts';
import type { TaskRow } from '../desk/task-rows.ts';
import type { View } from '../http/view.ts';
import { CsrfField } from './csrf-field.tsx';
import { problemOfField } from './error-summary.tsx';
import { TextArea } from './fields.tsx';
import { SummaryList } from './summary-list.tsx';

/** Several repairs that stopped at the same state by the same failure. */
export interface AlikeRows {
  readonly state: string;
  readonly error: string;
  readonly rows: readonly TaskRow[];
}

/** Name of such a group in forms and anchors. */
export function alikeName({ state, error }: Pick<AlikeRows, 'state' | 'error'>): string {
  return `${state}-${error}`;
}

/** What stopped alike, where more than one did. */
export function alikeOf(rows: readonly TaskRow[]): AlikeRows[] {
  const groups = Map.groupBy(rows, ({ facts }) => alikeName(failureFacts.parse(facts)));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first && group.length > 1 ? [{ ...failureFacts.parse(first.facts), rows: group }] : [];
  });
}

/** One decision for all of a group. */
export function AlikeRepairs({
  view,
  alike,
  hasMore,
  form,
}: {
  view: View;
  alike: AlikeRows;
  hasMore: boolean;
  form: RepairForm | undefined;
}) {
  const { t } = view;
  const { state, error, rows } = alike;
  const count = hasMore ? t.repairs.atLeast(rows.length) : String(rows.length);
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <h2 class="govuk-summary-card__title kq-wrap">{t.repairs.alike(count)}</h2>
      </div>
      <div class="govuk-summary-card__content">
        <SummaryList facts={failureRows(view, alike)} />
        <p class="govuk-body">{t.repairs.alikeLead(MOST_ALIKE)}</p>
        <form method="post" action="/desk/repairs" novalidate>
          <CsrfField view={view} />
          <input type="hidden" name="state" value={state} />
          <input type="hidden" name="error" value={error} />
          <TextArea
            view={view}
            name={`note-${alikeName(alike)}`}
            label={t.repairs.note}
            hint={t.repairs.noteHint}
            value={form?.note}
            error={problemOfField(view, form?.problems ?? [], 'note')}
            rows={3}
          />
          <button type="submit" class="govuk-button govuk-button--secondary">
            {t.repairs.alikeButton}
          </button>
        </form>
      </div>
    </div>
  );
}
