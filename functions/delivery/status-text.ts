import type { Message } from '../platform/refusal.ts';
import type { Status } from '../tracking/index.ts';

const IN_PROGRESS: Message = { vi: 'Đang xử lý', en: 'In progress' };
const ISSUED: Message = { vi: 'Đã ban hành, đang trả kết quả', en: 'Issued, being returned' };

const TEXT: Record<Status, Message> = {
  accepted: IN_PROGRESS,
  rendered: IN_PROGRESS,
  'awaiting-approval': { vi: 'Đang trình ký', en: 'Awaiting signature' },
  approved: { vi: 'Đang ký số', en: 'Being signed' },
  rejected: IN_PROGRESS,
  'returned-for-correction': { vi: 'Đang hoàn thiện lại hồ sơ', en: 'Being corrected' },
  'awaiting-signature': { vi: 'Đang ký số', en: 'Being signed' },
  signed: { vi: 'Đã ký, chờ đóng dấu', en: 'Signed, awaiting the seal' },
  'awaiting-seal': { vi: 'Đã ký, chờ đóng dấu', en: 'Signed, awaiting the seal' },
  sealed: { vi: 'Đã đóng dấu', en: 'Sealed' },
  'awaiting-trust-service': IN_PROGRESS,
  issued: ISSUED,
  returned: { vi: 'Đã trả kết quả', en: 'Returned' },
  'kept-at-agency': {
    vi: 'Kết quả đang lưu tại cơ quan, mời đến nhận',
    en: 'Kept at the agency for collection',
  },
  'awaiting-repair': IN_PROGRESS,
  recalled: {
    vi: 'Kết quả đã bị thu hồi, không còn giá trị sử dụng',
    en: 'The result was recalled and must not be used any more',
  },
  cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
  failed: { vi: 'Đang xử lý sự cố', en: 'Being looked into' },
};

/** A status in words for the applicant: what happens inside the agency stays inside. */
export function statusText(status: Status): Message {
  return TEXT[status];
}
