import type { View } from '../http/view.ts';
import { Layout } from '../components/layout.tsx';
import { desksOf } from '../components/navigation.tsx';

/** Where everybody starts: citizens, staff and systems each find their way. */
export function HomePage({ view }: { view: View }) {
  const { t, principal } = view;
  return (
    <Layout view={view} title={t.login.homeTitle}>
      <h1 class="govuk-heading-xl">{t.login.homeTitle}</h1>
      <p class="govuk-body-l">{t.login.homeLead}</p>
      {principal ? <Desks view={view} /> : <WaysIn view={view} />}
    </Layout>
  );
}

function WaysIn({ view: { t } }: { view: View }) {
  return (
    <>
      <h2 class="govuk-heading-m">{t.login.homeCitizens}</h2>
      <p class="govuk-body">
        <a class="govuk-link" href="/status">
          {t.login.homeCitizensStatus}
        </a>
      </p>
      <p class="govuk-body">{t.login.homeCitizensLink}</p>
      <h2 class="govuk-heading-m">{t.login.homeStaff}</h2>
      <p class="govuk-body">{t.login.homeStaffText}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/login">
          {t.common.signIn}
        </a>
      </p>
      <h2 class="govuk-heading-m">{t.login.homeIntegrators}</h2>
      <p class="govuk-body">{t.login.homeIntegratorsText}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/docs">
          {t.common.footerApi}
        </a>
      </p>
    </>
  );
}

function Desks({ view: { t, principal } }: { view: View }) {
  const desks = desksOf(principal?.roles ?? []);
  if (desks.length === 0) return <p class="govuk-body">{t.login.homeNoDesk}</p>;
  return (
    <>
      <h2 class="govuk-heading-m">{t.login.homeDesks}</h2>
      <ul class="govuk-list">
        {desks.map((desk) => (
          <li>
            <a class="govuk-link" href={desk.path}>
              {desk.name(t)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
