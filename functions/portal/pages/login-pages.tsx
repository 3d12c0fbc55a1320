import type { View } from '../http/view.ts';
import { Layout } from '../components/layout.tsx';

/** Before the issuer's own page, so that nobody is sent away without being told. */
export function LoginPage({ view, to }: { view: View; to: string }) {
  const { t } = view;
  return (
    <Layout view={view} title={t.login.title}>
      <h1 class="govuk-heading-l">{t.login.title}</h1>
      <p class="govuk-body">{t.login.lead}</p>
      <p class="govuk-body">{t.login.how}</p>
      <a
        class="govuk-button"
        role="button"
        draggable={false}
        href={`/login/start?to=${encodeURIComponent(to)}`}
      >
        {t.login.continue}
      </a>
    </Layout>
  );
}

/**
 * After our own session has ended, on the way to ending the issuer's.
 */
export function LoggedOutPage({ view, issuerLogout }: { view: View; issuerLogout: string }) {
  const { t } = view;
  return (
    <Layout view={view} title={t.login.loggedOutTitle}>
      <h1 class="govuk-heading-l">{t.login.loggedOutTitle}</h1>
      <p class="govuk-body">{t.login.loggedOutBody}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={issuerLogout}>
          {t.login.loggedOutLink}
        </a>
      </p>
    </Layout>
  );
}
