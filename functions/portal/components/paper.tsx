import type { Appendix, RevisionId } from '../../tracking/index.ts';
import type { View } from '../http/view.ts';

/** A PDF of a revision, at its address. */
interface ShownFile {
  readonly pages: number;
  readonly sha256: string;
  /** of the file itself */
  readonly address: string;
  /** of the pictures of its pages, but their number */
  readonly pictures: string;
}

export function revisionAddress({ code, revision }: RevisionId): string {
  return `/dossiers/${encodeURIComponent(code)}/revisions/${revision}`;
}

/** A PDF as pictures of its pages, which every browser shows, and the file itself. */
export function Paper({
  view,
  document,
}: {
  view: View;
  document: RevisionId & { readonly pages: number; readonly sha256: string };
}) {
  const base = revisionAddress(document);
  const { pages, sha256 } = document;
  const file = { pages, sha256, address: `${base}/result`, pictures: `${base}/pages` };
  return <Pages view={view} file={file} open={view.t.inbox.openPdf} />;
}

/** An appendix in a file of its own, likewise. */
export function AppendixPaper({
  view,
  id,
  appendix: { number, title, pages, sealed, draft },
}: {
  view: View;
  id: RevisionId;
  appendix: Appendix;
}) {
  const { t } = view;
  const address = `${revisionAddress(id)}/appendices/${number}`;
  const { sha256 } = sealed?.document ?? draft;
  return (
    <section aria-labelledby={`appendix-${number}`}>
      <h3 class="govuk-heading-s" id={`appendix-${number}`}>
        {t.inbox.appendix(number)}: <span lang="vi">{title}</span>
      </h3>
      <Pages
        view={view}
        file={{ pages, sha256, address, pictures: `${address}/pages` }}
        open={t.inbox.openAppendix(number)}
        of={t.inbox.appendix(number)}
      />
    </section>
  );
}

function Pages({ view: { t }, file, open, of }: { view: View; file: ShownFile; open: string; of?: string }) {
  const pages = Array.from({ length: file.pages }, (_, index) => index + 1);
  const named = (text: string) => (of === undefined ? text : `${of}, ${text}`);
  return (
    <>
      {pages.map((page) => (
        <figure class="kq-paper">
          <img
            src={`${file.pictures}/${page}?of=${file.sha256.slice(0, 16)}`}
            alt={named(t.inbox.pageAlt(page, file.pages))}
            width="1191"
            height="1684"
          />
          <figcaption>{named(t.inbox.pageCaption(page, file.pages))}</figcaption>
        </figure>
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href={file.address}>
          {open}
        </a>
      </p>
    </>
  );
}
