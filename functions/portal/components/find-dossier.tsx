import type { View } from '../http/view.ts';
import { TextInput } from './fields.tsx';

/** Any dossier of one's agencies by its code. */
export function FindDossier({ view }: { view: View }) {
  const { t } = view;
  return (
    <form method="get" action="/desk/dossiers" role="search">
      <TextInput view={view} name="code" label={t.clerk.find} hint={t.clerk.findHint} width={20} />
      <button type="submit" class="govuk-button govuk-button--secondary">
        {t.clerk.findButton}
      </button>
    </form>
  );
}
