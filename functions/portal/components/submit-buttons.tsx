import type { View } from '../http/view.ts';

/** Below a dossier: submits it, or only looks at what would come of it. */
export function SubmitButtons({ view: { t }, previewLabel }: { view: View; previewLabel: string }) {
  return (
    <div class="govuk-button-group">
      <button type="submit" class="govuk-button">
        {t.submit.button}
      </button>
      <button type="submit" class="govuk-button govuk-button--secondary" formaction="/desk/preview">
        {previewLabel}
      </button>
    </div>
  );
}
