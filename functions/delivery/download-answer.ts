import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Outcome, Refusal } from '../platform/refusal.ts';

/** An answer in API Gateway's payload format 2.0. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
} as const;

/** Sends the browser on to the file, or shows a page that says what to do. */
export async function answerDownload(outcome: Outcome<string>): Promise<HttpAnswer> {
  if (outcome.ok) return { statusCode: 302, headers: { ...HEADERS, location: outcome.value }, body: '' };
  return page(outcome);
}

/** A request that did not come through the edge learns nothing. */
export function edgeOnly(): HttpAnswer {
  return { statusCode: 403, headers: { ...HEADERS }, body: '' };
}

/** The portal's look in a few rules: this function knows neither its stylesheet's name nor its typeface. */
const STYLE = `
body{margin:0;font:1.1875rem/1.32 arial,sans-serif;color:#0b0c0c;background:#fff}
header{padding:12px 15px;background:#0b3b60}
header a{color:#fff;font-size:1.5rem;font-weight:700;text-decoration:none}
main{max-width:960px;margin:0 auto;padding:30px 15px}
h1{margin:0 0 30px;font-size:2rem;line-height:1.1}
main a{color:#1a65a6}
a:focus{outline:3px solid transparent;background:#fd0;color:#0b0c0c;box-shadow:0 -2px #fd0,0 4px #0b0c0c;text-decoration:none}
`;
const STYLE_ELEMENT = raw(`<style>${STYLE}</style>`);
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

async function page(refusal: Refusal): Promise<HttpAnswer> {
  const body = await html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Không tải được kết quả – Kết quả</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header><a href="/">Kết quả</a></header>
        <main>
          <h1>Không tải được kết quả</h1>
          <p>${refusal.message.vi}</p>
          <p lang="en">${refusal.message.en}</p>
          <p>
            <a href="/status">Tra cứu hồ sơ (<span lang="en">check a dossier</span>)</a>
          </p>
        </main>
      </body>
    </html> `;
  return {
    statusCode: refusal.status,
    headers: {
      ...HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'`,
      'x-error-code': refusal.code,
    },
    body: String(body),
  };
}
