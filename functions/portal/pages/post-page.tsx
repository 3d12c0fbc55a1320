import type { FieldProblem } from '../../platform/refusal.ts';
import type { PostalEventKind, QuarantinedEvent, QueuedOrder } from '../../post/index.ts';
import { postalReason } from '../../post/index.ts';
import { SuccessBanner } from '../components/banner.tsx';
import { CsrfField } from '../components/csrf-field.tsx';
import { ErrorSummary, problemOfField } from '../components/error-summary.tsx';
import { Radios, Select, TextInput } from '../components/fields.tsx';
import { Layout } from '../components/layout.tsx';
import { More } from '../components/more.tsx';
import { SummaryList } from '../components/summary-list.tsx';
import { Table } from '../components/table.tsx';
import type { View } from '../http/view.ts';
import { formatMoment } from '../text/format.ts';

/** What the office sent, when it has to be corrected. */
export interface ReportForm {
  readonly order: string;
  readonly event: string;
  readonly reason: string;
  readonly tracking: string;
  readonly problems: readonly FieldProblem[];
}

export interface PostPageProps {
  readonly view: View;
  readonly orders: readonly QueuedOrder[];
  readonly next: string | undefined;
  readonly quarantined: readonly QuarantinedEvent[];
  readonly done: string | undefined;
  readonly form: ReportForm | undefined;
}

/** The office's parcels, each with its label and what may be reported of it now. */
export function PostPage({ view, orders, next, quarantined, done, form }: PostPageProps) {
  const { t } = view;
  const sent = form?.order ?? '';
  return (
    <Layout view={view} title={t.post.title} wide failed={form !== undefined}>
      {form && (
        <ErrorSummary
          view={view}
          problems={form.problems.map((problem) => ({ ...problem, field: `${problem.field}-${sent}` }))}
          controls={['event', 'reason', 'tracking'].map((name) => `${name}-${sent}`)}
        />
      )}
      {done !== undefined && <SuccessBanner view={view}>{done}</SuccessBanner>}
      <h1 class="govuk-heading-l">{t.post.title}</h1>
      <p class="govuk-body">{orders.length === 0 ? t.post.empty : t.post.lead}</p>
      {orders.map((order) => (
        <Parcel view={view} order={order} form={form?.order === order.order ? form : undefined} />
      ))}
      <More view={view} next={next} />
      {quarantined.length > 0 && <ToReview view={view} events={quarantined} />}
    </Layout>
  );
}

function Parcel({ view, order, form }: { view: View; order: QueuedOrder; form: ReportForm | undefined }) {
  const { t } = view;
  const { name, phone, address } = order.recipient;
  return (
    <div class="govuk-summary-card" id={`order-${order.order}`}>
      <div class="govuk-summary-card__title-wrapper">
        <h2 class="govuk-summary-card__title kq-wrap">{`${t.post.order} ${order.order}`}</h2>
        <div class="govuk-summary-card__actions">
          <a class="govuk-link" href={`/post/orders/${order.order}/label`}>
            {t.post.label}
            <span class="govuk-visually-hidden"> {order.order}</span>
          </a>
        </div>
      </div>
      <div class="govuk-summary-card__content">
        <SummaryList
          facts={[
            { name: t.post.recipient, value: `${name}, ${phone}` },
            { name: t.post.address, value: address },
            {
              name: t.post.state,
              value: [
                t.post[order.state],
                order.invitations > 0 && t.post.invitations(order.invitations),
                order.service === 'express' && t.post.express,
              ]
                .filter(Boolean)
                .join(' · '),
            },
            { name: t.post.tracking, value: order.tracking ?? t.common.none },
          ]}
        />
        <details class="govuk-details" open={form !== undefined}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{t.post.reportFor(order.order)}</span>
          </summary>
          <div class="govuk-details__text">
            <Report view={view} order={order} form={form} />
          </div>
        </details>
      </div>
    </div>
  );
}

function Report({ view, order, form }: { view: View; order: QueuedOrder; form: ReportForm | undefined }) {
  const { t } = view;
  const problems = form?.problems ?? [];
  const named = (name: string) => `${name}-${order.order}`;
  const choices = order.possible.map((event: PostalEventKind) => ({ value: event, label: t.post[event] }));
  return (
    <form method="post" action="/desk/post" novalidate>
      <CsrfField view={view} />
      <input type="hidden" name="order" value={order.order} />
      <Radios
        view={view}
        name={named('event')}
        label={t.post.event}
        value={form?.event}
        error={problemOfField(view, problems, 'event')}
        choices={choices}
      />
      {order.state === 'created' ? (
        <TextInput
          view={view}
          name={named('tracking')}
          label={t.post.tracking}
          hint={t.post.trackingHint}
          value={form?.tracking}
          error={problemOfField(view, problems, 'tracking')}
          width={20}
        />
      ) : (
        <Select
          view={view}
          name={named('reason')}
          label={t.post.reason}
          hint={t.post.reasonHint}
          value={form?.reason}
          error={problemOfField(view, problems, 'reason')}
          choices={[
            { value: '', label: t.post.noReason },
            ...postalReason.options.map((reason) => ({ value: reason, label: t.post[reason] })),
          ]}
        />
      )}
      <button type="submit" class="govuk-button govuk-button--secondary">
        {t.post.button}
      </button>
    </form>
  );
}

function ToReview({ view, events }: { view: View; events: readonly QuarantinedEvent[] }) {
  const { t, language } = view;
  return (
    <>
      <h2 class="govuk-heading-m">{t.post.reviewTitle}</h2>
      <p class="govuk-body">{t.post.reviewLead}</p>
      <Table
        caption={t.post.reviewTitle}
        rows={events}
        columns={[
          { heading: t.post.order, cell: (event) => event.order },
          { heading: t.post.event, cell: (event) => event.carrierEvent },
          { heading: t.common.date, cell: (event) => formatMoment(language, event.occurredAt) },
        ]}
      />
    </>
  );
}
