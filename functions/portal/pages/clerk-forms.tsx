import { CsrfField } from '../components/csrf-field.tsx';
import { problemOfField } from '../components/error-summary.tsx';
import { Radios, TextInput } from '../components/fields.tsx';
import { SummaryList } from '../components/summary-list.tsx';
import { Tag } from '../components/tag.tsx';
import type { DossierFacts } from '../desk/dossier-facts.ts';
import type { LinkFacts } from '../desk/link-facts.ts';
import { deskPath } from '../desk/task-rows.ts';
import type { View } from '../http/view.ts';
import { formatMoment } from '../text/format.ts';
import type { ClerkForm } from './dossier-page.tsx';

interface FormProps {
  readonly view: View;
  readonly facts: DossierFacts;
}

/** Number and seal, where the agency seals by hand. */
export function SealForm({ view, facts }: FormProps) {
  const { t } = view;
  return (
    <form method="post" action={`${deskPath('dossiers', facts)}/seal`}>
      <h2 class="govuk-heading-m">{t.clerk.sealTitle}</h2>
      <p class="govuk-body">{t.clerk.sealBody}</p>
      <CsrfField view={view} />
      <button type="submit" class="govuk-button">
        {t.clerk.sealButton}
      </button>
    </form>
  );
}

/** Handing the result over against an identity paper. */
export function CollectForm({ view, facts, form }: FormProps & { form: ClerkForm }) {
  const { t } = view;
  const { values, problems } = form;
  return (
    <form method="post" action={`${deskPath('dossiers', facts)}/collection`} novalidate>
      <h2 class="govuk-heading-m">{t.clerk.collectTitle}</h2>
      <CsrfField view={view} />
      <Radios
        view={view}
        name="identityCheck"
        label={t.clerk.identityCheck}
        value={values['identityCheck']}
        error={problemOfField(view, problems, 'identityCheck')}
        choices={(['cccd', 'vneid', 'passport', 'birth-certificate'] as const).map((value) => ({
          value,
          label: t.clerk[value],
        }))}
      />
      <Radios
        view={view}
        name="collector"
        label={t.clerk.collector}
        value={values['collector']}
        error={problemOfField(view, problems, 'collector')}
        choices={(['applicant', 'representative'] as const).map((value) => ({
          value,
          label: t.clerk[value],
        }))}
      />
      <TextInput
        view={view}
        name="authorisation"
        label={t.clerk.authorisation}
        hint={t.clerk.authorisationHint}
        value={values['authorisation']}
        error={problemOfField(view, problems, 'authorisation')}
        width={20}
      />
      <button type="submit" class="govuk-button">
        {t.clerk.collectButton}
      </button>
    </form>
  );
}

const STANDING = { open: 'green', locked: 'red', expired: 'grey', revoked: 'orange' } as const;

/** The citizen's link as it stands: replacing it, or withdrawing one that is not withdrawn. */
export function LinkForms({ view, facts, link, form }: FormProps & { link: LinkFacts; form: ClerkForm }) {
  const { t, language } = view;
  const { sequence, standing, validUntil } = link;
  return (
    <section aria-labelledby="link-title">
      <h2 class="govuk-heading-m" id="link-title">
        {t.clerk.linkTitle}
      </h2>
      <SummaryList
        facts={[
          { name: t.clerk.linkCurrent, value: t.clerk.linkNumber(sequence) },
          { name: t.common.status, value: <Tag colour={STANDING[standing]} text={t.clerk[standing]} /> },
          { name: t.citizen.validUntil, value: formatMoment(language, validUntil) },
        ]}
      />
      <form method="post" action={`${deskPath('dossiers', facts)}/reissue`}>
        <CsrfField view={view} />
        <input type="hidden" name="replaces" value={String(sequence)} />
        <p class="govuk-hint">{t.clerk.reissueHint}</p>
        <button type="submit" class="govuk-button govuk-button--secondary">
          {t.clerk.reissueButton}
        </button>
      </form>
      {standing !== 'revoked' && <RevokeForm view={view} facts={facts} form={form} />}
    </section>
  );
}

function RevokeForm({ view, facts, form }: FormProps & { form: ClerkForm }) {
  const { t } = view;
  return (
    <form method="post" action={`${deskPath('dossiers', facts)}/revoke`} novalidate>
      <CsrfField view={view} />
      <TextInput
        view={view}
        name="reason"
        label={t.clerk.revokeReason}
        hint={t.clerk.revokeHint}
        value={form.values['reason']}
        error={problemOfField(view, form.problems, 'reason')}
      />
      <button type="submit" class="govuk-button govuk-button--warning">
        {t.clerk.revokeButton}
      </button>
    </form>
  );
}
