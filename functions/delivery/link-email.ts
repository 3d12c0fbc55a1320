import { html } from 'hono/html';
import { vietnamDay } from '../platform/clock.ts';
import type { Email } from './mailer.ts';

/** What the message tells: nothing personal but the dossier code, and never the result itself. */
export interface LinkMessage {
  readonly to: string;
  readonly note: string;
  readonly code: string;
  /** name of the issuing agency */
  readonly agency: string;
  /** address of the landing page, token included */
  readonly address: string;
  readonly validUntil: string;
}

/** Writes the e-mail that brings a download link. */
export async function linkEmail(message: LinkMessage): Promise<Email> {
  const { to, note, code, agency, address } = message;
  const until = vietnamDay(new Date(message.validUntil)).split('-').reverse().join('/');
  const lines = {
    greeting: 'Kính gửi Ông/Bà,',
    ready: `${agency} đã giải quyết xong hồ sơ ${code}. Kết quả là văn bản điện tử có chữ ký số, có giá trị như bản giấy.`,
    open: 'Mời Ông/Bà mở liên kết dưới đây để tải kết quả:',
    factor: 'Khi mở, hệ thống hỏi bốn số cuối của số định danh đã ghi trong hồ sơ.',
    until: `Liên kết có hiệu lực đến hết ngày ${until} và chỉ dành cho Ông/Bà: không chuyển cho người khác.`,
    care: 'Cơ quan không bao giờ gọi điện hỏi bốn số này. Nếu Ông/Bà không nộp hồ sơ, xin bỏ qua thư này.',
  };
  const { greeting, ready, open, factor, care } = lines;
  const text = [greeting, '', ready, '', open, address, '', factor, lines.until, '', care, '', agency, ''];
  const body = await html`<!doctype html>
    <html lang="vi">
      <body style="font-family: sans-serif; line-height: 1.5">
        <p>${greeting}</p>
        <p>${ready}</p>
        <p>${open}<br /><a href="${address}" rel="noreferrer">${address}</a></p>
        <p>${factor}<br />${lines.until}</p>
        <p>${care}</p>
        <p>${agency}</p>
      </body>
    </html> `;
  return {
    to,
    note,
    subject: `Kết quả giải quyết hồ sơ ${code}`,
    text: text.join('\n'),
    html: String(body),
  };
}
