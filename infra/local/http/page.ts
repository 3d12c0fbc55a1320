import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

const style = `
  :root { color-scheme: light; }
  body { font: 1.125rem/1.5 "Be Vietnam Pro", system-ui, sans-serif; margin: 0; color: #0b0c0c; background: #fff; }
  header { background: #0b4f8a; color: #fff; padding: .75rem 1rem; font-weight: 600; }
  main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
  h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.25rem; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .4rem .5rem; border-bottom: 1px solid #b1b4b6; vertical-align: top; overflow-wrap: anywhere; }
  fieldset { border: 0; padding: 0; margin: 0 0 1rem; } legend, label.field { font-weight: 600; display: block; margin-bottom: .25rem; }
  .choice { display: flex; gap: .6rem; align-items: flex-start; padding: .35rem 0; } .choice input { width: 1.5rem; height: 1.5rem; margin: .1rem 0 0; flex: none; }
  .hint { color: #505a5f; } input[type=password] { font: inherit; padding: .4rem; width: 100%; max-width: 20rem; border: 2px solid #0b0c0c; box-sizing: border-box; }
  button { font: inherit; font-weight: 600; padding: .5rem 1rem; background: #00703c; color: #fff; border: 0; cursor: pointer; }
  a { color: #1d70b8; } :focus-visible { outline: 3px solid #ffdd00; outline-offset: 2px; box-shadow: 0 0 0 5px #0b0c0c; }
  .error { border: 4px solid #d4351c; padding: .75rem 1rem; margin-bottom: 1rem; } pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f3f2f1; padding: .75rem; }
  .wide { overflow-x: auto; }
`;

/** Security headers of the pages that only the embedded stack has. */
export const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action *; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** A phrase in both languages: these pages have no switch, since most are on other sites than the portal. */
export function both(vi: string, en: string) {
  return html`${vi} <span lang="en">/ ${en}</span>`;
}

/** A whole page of the embedded stack; what is put in is escaped. */
export async function page(
  title: string,
  content: HtmlEscapedString | Promise<HtmlEscapedString>,
): Promise<string> {
  const whole = await html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Kết quả</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <header>${both('Kết quả – môi trường phát triển', 'development stack')}</header>
        <main>${content}</main>
      </body>
    </html>`;
  return whole.toString();
}
