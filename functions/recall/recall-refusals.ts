import { refuse } from '../platform/refusal.ts';

const dayAhead = {
  vi: 'Ngày của quyết định thu hồi ở tương lai; hãy kiểm tra lại ngày.',
  en: 'The day of the decision lies in the future; check it.',
};

/** Every "no" to a recall. */
export const refusals = {
  notYours: refuse(403, 'recall-not-yours', {
    vi: 'Chỉ người đang có thẩm quyền ký thủ tục này tại cơ quan ban hành được thu hồi văn bản; hãy chuyển cho người có thẩm quyền.',
    en: 'Only who may sign for this procedure at the issuing agency today can recall the document; pass it on to them.',
  }),
  notIssued: refuse(409, 'recall-of-unissued', {
    vi: 'Văn bản chưa được ban hành nên không có gì để thu hồi; hãy trả lại để sửa khi phê duyệt, hoặc chờ văn bản được ban hành.',
    en: 'The document is not issued, so that there is nothing to recall; return it for correction, or wait until it is issued.',
  }),
  otherwise: refuse(409, 'recalled-otherwise', {
    vi: 'Văn bản đã bị thu hồi với nội dung khác và không thay đổi được; hãy xem nhật ký hồ sơ.',
    en: 'The document was recalled before in other words, which cannot be changed; see the log of the dossier.',
  }),
  decisionAhead: refuse(422, 'recall-decision-in-future', dayAhead, [
    { field: 'decision.date', rule: 'in-future', message: dayAhead },
  ]),
} as const;
