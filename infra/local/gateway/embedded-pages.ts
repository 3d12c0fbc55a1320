import type { IncomingMessage, ServerResponse } from 'node:http';
import { html } from 'hono/html';
import { readBody } from '../http/body.ts';
import { both, page, pageHeaders } from '../http/page.ts';
import { sendBytes } from '../http/respond.ts';
import type { Pki } from '../pki/server.ts';
import type { Outbox } from '../ses/outbox.ts';
import { messagePage, outboxPage } from './outbox-pages.ts';
import { instructPki, pkiPage } from './pki-pages.ts';

/** What the pages under `/_embedded/` show. */
export interface EmbeddedPages {
  readonly services: readonly {
    readonly name: string;
    readonly address: string;
    readonly embedded: boolean;
  }[];
  /** undefined when SES is not the embedded one */
  readonly outbox: Outbox | undefined;
  readonly pki: Pki;
}

const PREFIX = '/_embedded';

/** Pages that only the embedded stack has; undefined for any other path. */
export function embeddedPages(shown: EmbeddedPages) {
  return (request: IncomingMessage, response: ServerResponse): Promise<void> | undefined => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path !== PREFIX && !path.startsWith(`${PREFIX}/`)) return undefined;
    const room = path.slice(PREFIX.length).replace(/\/$/u, '');
    return room === '/pki' ? answerPki(shown.pki, request, response) : answer(room, shown, response);
  };
}

async function answer(path: string, shown: EmbeddedPages, response: ServerResponse): Promise<void> {
  if (path === '') return sendPage(response, 200, await indexPage(shown));
  const [, room, file] = path.split('/');
  if (room === 'outbox' && shown.outbox !== undefined) {
    if (file === undefined) return sendPage(response, 200, await outboxPage(await shown.outbox.list()));
    const id = file.replace(/\.eml$/u, '');
    const message = await shown.outbox.find(id);
    if (message !== undefined && file.endsWith('.eml')) {
      const mime = Buffer.from((await shown.outbox.mime(id)) ?? '');
      return sendBytes(response, 200, 'message/rfc822', mime, {
        'content-disposition': `attachment; filename="${id}.eml"`,
      });
    }
    if (message !== undefined) return sendPage(response, 200, await messagePage(message));
  }
  const missing = html`<h1>${both('Không có trang này', 'There is no such page')}</h1>`;
  return sendPage(response, 404, await page('Không có trang này', missing));
}

/** Other sites' pages may not switch anything: a browser says where a form comes from. */
async function answerPki(pki: Pki, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return sendPage(response, 200, await pkiPage(pki));
  const from = request.headers['sec-fetch-site'];
  if (from !== undefined && from !== 'same-origin' && from !== 'none') {
    return sendBytes(response, 403, 'text/plain', Buffer.from('Forbidden\n'));
  }
  const form = new URLSearchParams((await readBody(request, 4_096)).toString());
  if (!(await instructPki(pki, form))) {
    return sendBytes(response, 400, 'text/plain', Buffer.from('Not understood\n'));
  }
  response.writeHead(303, { location: `${PREFIX}/pki` }).end();
}

function indexPage({ services, outbox }: EmbeddedPages): Promise<string> {
  return page(
    'Môi trường phát triển',
    html`<h1>${both('Môi trường phát triển', 'Development stack')}</h1>
      <p><a href="/">${both('Trang Kết quả', 'The Kết quả website')}</a></p>
      ${
        outbox === undefined
          ? ''
          : html`<p>
              <a href="${PREFIX}/outbox">${both('Hộp thư đi: thư điện tử đã gửi', 'Outbox: e-mails sent')}</a>
            </p>`
      }
      <p>
        <a href="${PREFIX}/pki"
          >${both('PKI: thu hồi chứng thư, dịch vụ ngừng hay sai giờ', 'PKI: revoke certificates, make services stall or err')}</a
        >
      </p>
      <h2>${both('Các dịch vụ', 'Services')}</h2>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">${both('Dịch vụ', 'Service')}</th>
              <th scope="col">${both('Địa chỉ', 'Address')}</th>
              <th scope="col">${both('Chạy ở đâu', 'Where')}</th>
            </tr>
          </thead>
          <tbody>
            ${services.map(
              ({ name, address, embedded }) =>
                html`<tr>
                  <td>${name}</td>
                  <td><code>${address}</code></td>
                  <td>
                    ${embedded ? both('trong tiến trình này', 'in this process') : both('ở ngoài', 'outside')}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  );
}

function sendPage(response: ServerResponse, status: number, body: string): void {
  sendBytes(response, status, 'text/html; charset=utf-8', Buffer.from(body), pageHeaders);
}
