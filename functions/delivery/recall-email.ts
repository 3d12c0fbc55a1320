import { html } from 'hono/html';
import type { Email } from './mailer.ts';

/** What the message tells of a recalled document: nothing personal but the dossier code, and not the reason. */
export interface RecallMessage {
  readonly to: string;
  readonly note: string;
  readonly code: string;
  /** name of the issuing agency */
  readonly agency: string;
  /** số và ký hiệu */
  readonly symbol: string;
  /** day of issue and day of recall in Vietnam, `YYYY-MM-DD` */
  readonly date: string;
  readonly recalledOn: string;
  /** address of the status page */
  readonly statusPage: string;
}

/** Writes the e-mail that tells of a recall. */
export async function recallEmail(message: RecallMessage): Promise<Email> {
  const { to, note, code, agency, symbol, date, recalledOn, statusPage } = message;
  const greeting = 'Kính gửi Ông/Bà,';
  const recalled = `${agency} đã thu hồi văn bản số ${symbol} ngày ${shown(date)}, là kết quả giải quyết hồ sơ ${code}, vào ngày ${shown(recalledOn)}. Văn bản không còn giá trị sử dụng.`;
  const keep =
    'Xin không dùng tệp đã tải, bản in và bản sao y của văn bản này; bản giấy xin gửi lại cơ quan.';
  const next =
    'Lý do và văn bản thay thế, nếu có, do Bộ phận Một cửa của cơ quan thông báo. Ông/Bà xem tình trạng hồ sơ tại:';
  const text = [greeting, '', recalled, '', keep, '', next, statusPage, '', agency, ''];
  const body = await html`<!doctype html>
    <html lang="vi">
      <body style="font-family: sans-serif; line-height: 1.5">
        <p>${greeting}</p>
        <p>${recalled}</p>
        <p>${keep}</p>
        <p>${next}<br /><a href="${statusPage}" rel="noreferrer">${statusPage}</a></p>
        <p>${agency}</p>
      </body>
    </html> `;
  return {
    to,
    note,
    subject: `Thu hồi kết quả giải quyết hồ sơ ${code}`,
    text: text.join('\n'),
    html: String(body),
  };
}

function shown(day: string): string {
  return day.split('-').reverse().join('/');
}
