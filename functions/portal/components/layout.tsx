import type { PropsWithChildren } from 'hono/jsx';
import type { View } from '../http/view.ts';
import { Navigation } from './navigation.tsx';

/** The frame of every page: skip link, header with language switch, navigation, content, footer. */
export function Layout({
  view,
  title,
  wide = false,
  failed = false,
  back,
  script,
  children,
}: PropsWithChildren<{
  view: View;
  title: string;
  /** use the whole width, for tables and document pictures */
  wide?: boolean;
  /** the form on it was refused: said first in the title, as screen readers read that first */
  failed?: boolean;
  back?: string;
  /** path of a script of this page's own */
  script?: string;
}>) {
  const { t, language, site } = view;
  const prefix = failed ? `${t.common.errorPrefix} ` : '';
  return (
    <html lang={language} class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${prefix}${title} – ${t.common.product}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#0b3b60" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={site.stylesheet} />
        <script src={site.script} defer></script>
        {script !== undefined && <script src={script} defer></script>}
      </head>
      <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">
          {t.common.skipLink}
        </a>
        <Header view={view} wide={wide} />
        <div class={container(wide)}>
          {back !== undefined && (
            <nav aria-label={t.common.back}>
              <a href={back} class="govuk-back-link">
                {t.common.back}
              </a>
            </nav>
          )}
          <main class="govuk-main-wrapper" id="main">
            {children}
          </main>
        </div>
        <Footer view={view} wide={wide} />
      </body>
    </html>
  );
}

/** Header, content and footer of a page begin on one line. */
function container(wide: boolean): string {
  return `govuk-width-container${wide ? ' kq-wide' : ''}`;
}

function Header({ view, wide }: { view: View; wide: boolean }) {
  const { t, language, address } = view;
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <header class="kq-header">
      <div class={`${container(wide)} kq-header__row`}>
        <a href="/" class="kq-header__product">
          {t.common.product}
          <span class="kq-header__tagline">{t.common.tagline}</span>
        </a>
        <a
          href={`${address}${address.includes('?') ? '&' : '?'}lang=${other}`}
          class="kq-header__link"
          lang={other}
          hreflang={other}
        >
          {t.common.switchLanguage}
        </a>
      </div>
      <Navigation view={view} container={container(wide)} />
    </header>
  );
}

function Footer({ view, wide }: { view: View; wide: boolean }) {
  const { t } = view;
  return (
    <footer class="govuk-footer kq-footer">
      <div class={container(wide)}>
        <ul class="govuk-footer__inline-list">
          <li class="govuk-footer__inline-list-item">
            <a class="govuk-footer__link" href="/status">
              {t.common.footerStatus}
            </a>
          </li>
          <li class="govuk-footer__inline-list-item">
            <a class="govuk-footer__link" href="/docs">
              {t.common.footerApi}
            </a>
          </li>
        </ul>
        <p class="kq-footer__note">{t.common.footerAbout}</p>
      </div>
    </footer>
  );
}
