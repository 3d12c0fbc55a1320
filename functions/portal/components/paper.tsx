import type { RevisionId } from '../../tracking/index.ts';
import type { View } from '../http/view.ts';

/** A PDF as pictures of its pages, which every browser shows, and the file itself. */
export function Paper({
  view,
  document,
}: {
  view: View;
  document: RevisionId & { readonly pages: number; readonly sha256: string };
}) {
  const { t } = view;
  const base = `/dossiers/${encodeURIComponent(document.code)}/revisions/${document.revision}`;
  const pages = Array.from({ length: document.pages }, (_, index) => index + 1);
  return (
    <>
      {pages.map((page) => (
        <figure class="kq-paper">
          <img
            src={`${base}/pages/${page}?of=${document.sha256.slice(0, 16)}`}
            alt={t.inbox.pageAlt(page, document.pages)}
            width="1191"
            height="1684"
          />
          <figcaption>{t.inbox.pageCaption(page, document.pages)}</figcaption>
        </figure>
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href={`${base}/result`}>
          {t.inbox.openPdf}
        </a>
      </p>
    </>
  );
}
