import { html } from 'hono/html';
import { page } from '../http/page.ts';
import type { OutboxMessage } from '../ses/message.ts';

const ROOM = '/_embedded/outbox';

/** Messages as sent, the newest first. */
export function outboxPage(messages: readonly OutboxMessage[]): Promise<string> {
  return page(
    'Hộp thư đi',
    html`<p><a href="/_embedded/">Môi trường phát triển</a></p>
      <h1>Hộp thư đi</h1>
      <p>Thư không rời khỏi máy này. Đây là nội dung đúng như đã gửi tới dịch vụ thư điện tử.</p>
      ${messages.length === 0 ? html`<p>Chưa có thư nào.</p>` : table(messages)}`,
  );
}

function table(messages: readonly OutboxMessage[]) {
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">Lúc gửi</th>
          <th scope="col">Người nhận</th>
          <th scope="col">Tiêu đề</th>
        </tr>
      </thead>
      <tbody>
        ${[...messages].reverse().map(
          (message) =>
            html`<tr>
              <td>${localTime(message.sentAt)}</td>
              <td>${message.to.join(', ')}</td>
              <td><a href="${ROOM}/${message.messageId}">${message.subject}</a></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** One message: its text with links to follow, and its HTML as source. */
export function messagePage(message: OutboxMessage): Promise<string> {
  const rows: [string, string][] = [
    ['Từ', message.from],
    ['Tới', message.to.join(', ')],
    ['Lúc gửi', localTime(message.sentAt)],
    ['Mã thư', message.messageId],
    ...message.headers.map(({ name, value }): [string, string] => [name, value]),
    ...Object.entries(message.tags).map(([name, value]): [string, string] => [`Thẻ ${name}`, value]),
  ];
  return page(
    message.subject,
    html`<p><a href="${ROOM}">Hộp thư đi</a></p>
      <h1>${message.subject}</h1>
      <table>
        <tbody>
          ${rows.map(
            ([name, value]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <h2>Nội dung</h2>
      <pre>${linked(message.text ?? '')}</pre>
      ${
        message.html === null
          ? ''
          : html`<details>
              <summary>Mã HTML của thư</summary>
              <pre>${message.html}</pre>
            </details>`
      }
      <p><a href="${ROOM}/${message.messageId}.eml">Tải thư về (.eml)</a></p>`,
  );
}

function linked(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/u)
    .map((piece, index) => (index % 2 === 1 ? html`<a href="${piece}">${piece}</a>` : piece));
}

function localTime(instant: string): string {
  return new Intl.DateTimeFormat('vi-VN', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(new Date(instant));
}
