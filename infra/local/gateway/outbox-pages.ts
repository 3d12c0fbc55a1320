import { html } from 'hono/html';
import { both, page } from '../http/page.ts';
import type { OutboxMessage } from '../ses/message.ts';

const ROOM = '/_embedded/outbox';

/** Messages as sent, the newest first. */
export function outboxPage(messages: readonly OutboxMessage[]): Promise<string> {
  return page(
    'Hộp thư đi',
    html`<p><a href="/_embedded/">${both('Môi trường phát triển', 'Development stack')}</a></p>
      <h1>${both('Hộp thư đi', 'Outbox')}</h1>
      <p>
        ${both(
          'Thư không rời khỏi máy này. Đây là nội dung đúng như đã gửi tới dịch vụ thư điện tử.',
          'No message leaves this machine. These are as they were sent to the e-mail service.',
        )}
      </p>
      ${messages.length === 0 ? html`<p>${both('Chưa có thư nào.', 'There is no message yet.')}</p>` : table(messages)}`,
  );
}

function table(messages: readonly OutboxMessage[]) {
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">${both('Lúc gửi', 'Sent')}</th>
          <th scope="col">${both('Người nhận', 'To')}</th>
          <th scope="col">${both('Tiêu đề', 'Subject')}</th>
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
  const rows = [
    { name: both('Từ', 'From'), value: message.from },
    { name: both('Tới', 'To'), value: message.to.join(', ') },
    { name: both('Lúc gửi', 'Sent'), value: localTime(message.sentAt) },
    { name: both('Mã thư', 'Message id'), value: message.messageId },
    ...message.headers.map(({ name, value }) => ({ name, value })),
    ...Object.entries(message.tags).map(([tag, value]) => ({
      name: both(`Thẻ ${tag}`, `tag ${tag}`),
      value,
    })),
  ];
  return page(
    message.subject,
    html`<p><a href="${ROOM}">${both('Hộp thư đi', 'Outbox')}</a></p>
      <h1>${message.subject}</h1>
      <table>
        <tbody>
          ${rows.map(
            ({ name, value }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <h2>${both('Nội dung', 'Content')}</h2>
      <pre>${linked(message.text ?? '')}</pre>
      ${
        message.html === null
          ? ''
          : html`<details>
              <summary>${both('Mã HTML của thư', 'Its HTML')}</summary>
              <pre>${message.html}</pre>
            </details>`
      }
      <p><a href="${ROOM}/${message.messageId}.eml">${both('Tải thư về (.eml)', 'download (.eml)')}</a></p>`,
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
