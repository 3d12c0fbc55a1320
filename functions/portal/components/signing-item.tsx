import { deskPath } from '../desk/task-rows.ts';
import type { SigningRow } from '../desk/signing-rows.ts';
import type { View } from '../http/view.ts';
import { formatMoment } from '../text/format.ts';
import { DueDay } from './due-day.tsx';
import { TextArea } from './fields.tsx';
import { SummaryList } from './summary-list.tsx';

interface SigningItemProps {
  readonly view: View;
  readonly row: SigningRow;
  readonly today: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
  /** whether what is to be copied is shown at once */
  readonly open: boolean;
}

/** One dossier that waits for the device: what it is, and what to sign. */
export function SigningItem({ view, row, today, value, error, open }: SigningItemProps) {
  const { t } = view;
  return (
    <div
      class="govuk-summary-card"
      data-row={row.key}
      data-digest={row.wanted.digest}
      data-certificate={row.wanted.certificate}
      data-algorithm={row.wanted.algorithm}
      data-label={row.summary}
    >
      <div class="govuk-summary-card__title-wrapper">
        <h3 class="govuk-summary-card__title kq-wrap">
          <a class="govuk-link" href={deskPath('inbox', row)}>
            {row.code}
          </a>
        </h3>
      </div>
      <div class="govuk-summary-card__content">
        {!row.expired && <Choose view={view} row={row} />}
        <SummaryList
          facts={[
            { name: t.inbox.summary, value: <span lang="vi">{row.summary}</span> },
            { name: t.common.applicant, value: row.applicant },
            { name: t.common.dueOn, value: <DueDay view={view} day={row.dueOn} today={today} /> },
            { name: t.signing.expiresAt, value: formatMoment(view.language, row.wanted.expiresAt) },
          ]}
        />
        <details class="govuk-details" open={open || error !== undefined}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{t.signing.pasteFor(row.code)}</span>
          </summary>
          <div class="govuk-details__text">
            <Paste view={view} row={row} value={value} error={error} />
          </div>
        </details>
      </div>
    </div>
  );
}

/** Shown by the page's script alone: nothing else can do with a choice. */
function Choose({ view: { t }, row }: { view: View; row: SigningRow }) {
  return (
    <div class="govuk-checkboxes" data-agent-only hidden>
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" type="checkbox" id={`choose-${row.key}`} data-choose />
        <label class="govuk-label govuk-checkboxes__label" for={`choose-${row.key}`}>
          {t.signing.choose(row.code)}
        </label>
      </div>
    </div>
  );
}

function Paste({ view, row, value, error }: Omit<SigningItemProps, 'today' | 'open'>) {
  const { t } = view;
  const { digest, algorithm, certificate } = row.wanted;
  return (
    <>
      <input type="hidden" name={`digest-${row.key}`} value={digest} />
      <input type="hidden" name={`fault-${row.key}`} value="" />
      <SummaryList
        facts={[
          {
            name: t.signing.digest,
            value: (
              <>
                <span class="kq-hash">{digest}</span>{' '}
                <button
                  type="button"
                  class="govuk-button govuk-button--secondary kq-copy"
                  data-copy={digest}
                  data-copied={t.signing.copied}
                  hidden
                >
                  {t.signing.copy}
                  <span class="govuk-visually-hidden"> {row.code}</span>
                </button>
              </>
            ),
          },
          { name: t.signing.algorithm, value: <span class="kq-hash">{algorithm}</span> },
          { name: t.signing.certificate, value: <span class="kq-hash">{certificate}</span> },
        ]}
      />
      <TextArea
        view={view}
        name={`value-${row.key}`}
        label={t.signing.value}
        hint={t.signing.valueHint}
        value={value}
        error={error}
        rows={3}
        code
      />
    </>
  );
}
