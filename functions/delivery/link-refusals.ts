import { refuse, type Refusal } from '../platform/refusal.ts';
import type { Standing } from './link.ts';

/** No such link: mistyped, cut off, or forged. */
export function linkUnknown(): Refusal {
  return refuse(404, 'link-unknown', {
    vi: 'Liên kết không đúng. Hãy mở lại đúng liên kết trong thư điện tử, hoặc liên hệ Bộ phận Một cửa.',
    en: 'This link is not right. Open the link in the e-mail again, or ask the one-stop counter.',
  });
}

/** A link that no longer opens, by the reason. */
export function linkClosed(standing: Exclude<Standing, 'open'>): Refusal {
  return CLOSED[standing];
}

export const CLOSED: Record<Exclude<Standing, 'open'>, Refusal> = {
  expired: refuse(410, 'link-expired', {
    vi: 'Liên kết đã hết hạn. Hãy đề nghị Bộ phận Một cửa gửi liên kết mới.',
    en: 'This link has expired. Ask the one-stop counter for a new one.',
  }),
  locked: refuse(423, 'link-locked', {
    vi: 'Liên kết đã bị khóa vì nhập sai năm lần. Hãy đề nghị Bộ phận Một cửa gửi liên kết mới.',
    en: 'This link is locked after five wrong tries. Ask the one-stop counter for a new one.',
  }),
  revoked: refuse(410, 'link-revoked', {
    vi: 'Liên kết đã bị thu hồi. Hãy liên hệ Bộ phận Một cửa.',
    en: 'This link was withdrawn. Please ask the one-stop counter.',
  }),
  replaced: refuse(410, 'link-replaced', {
    vi: 'Đã có liên kết mới thay cho liên kết này. Hãy mở thư điện tử gần nhất.',
    en: 'A newer link replaces this one. Open the latest e-mail.',
  }),
};

/** A link to a document that was taken back. */
export function linkOfRecalled(): Refusal {
  return refuse(410, 'link-of-recalled', {
    vi: 'Văn bản này đã bị cơ quan ban hành thu hồi và không còn giá trị sử dụng. Xin không dùng bản đã tải hoặc đã in; hãy tra cứu hồ sơ hoặc liên hệ Bộ phận Một cửa để nhận văn bản thay thế.',
    en: 'The agency recalled this document, and it must not be used any more. Do not use what you downloaded or printed; check your dossier, or ask the one-stop counter for the document that replaces it.',
  });
}

/** The digits typed are not the applicant's. */
export function factorWrong(triesLeft: number): Refusal {
  return refuse(403, 'factor-wrong', {
    vi: `Bốn số cuối không đúng. Còn ${triesLeft} lần thử.`,
    en: `Those are not the last four digits. Tries left: ${triesLeft}.`,
  });
}

/** Not four digits at all: no try is counted. */
export function factorMalformed(): Refusal {
  return refuse(
    422,
    'factor-malformed',
    {
      vi: 'Hãy nhập đúng bốn chữ số cuối của giấy tờ tùy thân.',
      en: 'Type the last four digits of the identity paper.',
    },
    [
      {
        field: 'lastFour',
        rule: 'four-digits',
        message: { vi: 'Phải là bốn chữ số.', en: 'Four digits are needed.' },
      },
    ],
  );
}
