import type { PropsWithChildren } from 'hono/jsx';
import type { View } from '../http/view.ts';

/** Says that something was done. */
export function SuccessBanner({ view, children }: PropsWithChildren<{ view: View }>) {
  return (
    <div
      class="govuk-notification-banner govuk-notification-banner--success"
      role="alert"
      aria-labelledby="banner-title"
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="banner-title">
          {view.t.common.success}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading">{children}</p>
      </div>
    </div>
  );
}
