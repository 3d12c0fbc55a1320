import type { PropsWithChildren } from 'hono/jsx';
import type { RevisionId } from '../../tracking/index.ts';
import { deskPath } from '../desk/task-rows.ts';
import type { View } from '../http/view.ts';

/** What was just done, and to which dossier, where it can be followed. */
export interface Done {
  readonly text: string;
  readonly dossier?: RevisionId;
}

/** The same as a banner. */
export function DoneBanner({ view, done }: { view: View; done: Done }) {
  const { text, dossier } = done;
  return (
    <SuccessBanner view={view}>
      {text}{' '}
      {dossier && (
        <a class="govuk-notification-banner__link" href={deskPath('dossiers', dossier)}>
          {view.t.submit.follow}
        </a>
      )}
    </SuccessBanner>
  );
}

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
