import { html } from 'hono/html';
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

async function page(refusal: Refusal): Promise<HttpAnswer> {
  const body = await html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Không tải được kết quả</title>
      </head>
      <body>
        <main>
          <h1>Không tải được kết quả</h1>
          <p>${refusal.message.vi}</p>
          <p lang="en">${refusal.message.en}</p>
        </main>
      </body>
    </html> `;
  return {
    statusCode: refusal.status,
    headers: {
      ...HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-error-code': refusal.code,
    },
    body: String(body),
  };
}
