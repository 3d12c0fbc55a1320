import { refuse, type Refusal } from '../platform/refusal.ts';

/** Every "no" of the post. */
export const refusals = {
  officeMissing: refuse(403, 'post-office-missing', {
    vi: 'Tài khoản này chưa gắn với bưu cục nào. Hãy liên hệ quản trị.',
    en: 'This account belongs to no post office. Ask the administrator.',
  }),
  orderUnknown: refuse(404, 'postal-order-unknown', {
    vi: 'Bưu cục không có phiếu gửi này. Hãy quét lại mã vạch trên nhãn.',
    en: 'The office has no such order. Scan the label’s bar code again.',
  }),
  eventUnknown: refuse(422, 'postal-event-unknown', {
    vi: 'Mã sự kiện chưa có trong bảng mã; sự kiện đã được giữ lại chờ đối soát. Không cần gửi lại.',
    en: 'The event code is not in the table; the event is kept for review. There is no need to send it again.',
  }),
  inFuture: refuse(422, 'postal-event-in-future', {
    vi: 'Thời điểm của sự kiện ở tương lai. Hãy kiểm tra ngày giờ.',
    en: 'The event lies in the future. Check its date and time.',
  }),
  beforeOrder: refuse(422, 'postal-event-before-order', {
    vi: 'Thời điểm của sự kiện trước khi có phiếu gửi. Hãy kiểm tra ngày giờ.',
    en: 'The event lies before the order was made. Check its date and time.',
  }),
  reasonMissing: refuse(
    422,
    'postal-reason-missing',
    { vi: 'Hãy ghi lý do chưa phát được hoặc chuyển hoàn.', en: 'Say why it was not delivered or returned.' },
    [
      {
        field: 'reason',
        rule: 'required',
        message: { vi: 'Cần có lý do.', en: 'A reason is needed.' },
      },
    ],
  ),
  trackingTaken: refuse(409, 'tracking-taken', {
    vi: 'Số hiệu bưu gửi này đã thuộc phiếu gửi khác. Hãy kiểm tra lại số hiệu.',
    en: 'This tracking number belongs to another order. Check the number.',
  }),
  contradiction: refuse(409, 'postal-contradiction', {
    vi: 'Sự kiện trái với điều đã ghi nhận của phiếu gửi; đã lưu làm bằng chứng nhưng không có hiệu lực. Hãy đối soát với cơ quan.',
    en: 'The event contradicts what is recorded of the order; it is kept as evidence without effect. Clear it up with the agency.',
  }),
  orderFull: refuse(409, 'postal-events-too-many', {
    vi: 'Phiếu gửi đã có quá nhiều sự kiện; sự kiện này không được ghi nhận. Hãy kiểm tra hệ thống gửi sự kiện và đối soát với cơ quan.',
    en: 'The order has too many events already; this one is not taken. Check the system that reports them, and clear it up with the agency.',
  }),
  cancelled: refuse(409, 'return-cancelled', {
    vi: 'Việc trả kết quả của hồ sơ này đã bị hủy. Hãy giao lại bưu gửi cho cơ quan.',
    en: 'The return of this result was cancelled. Give the parcel back to the agency.',
  }),
  recalled: refuse(409, 'result-recalled', {
    vi: 'Văn bản này đã bị thu hồi. Không nhận bưu gửi; nếu đã nhận, hãy giao lại cho cơ quan.',
    en: 'This document was recalled. Do not take the parcel; where you have it, give it back to the agency.',
  }),
  returnTooEarly: (from: string | undefined) =>
    refuse(409, 'postal-return-too-early', {
      vi: `Phải mời nhận ít nhất hai lần, cách nhau hai ngày làm việc, rồi mới chuyển hoàn${from ? ` (sớm nhất ngày ${vietnamese(from)})` : ''}.`,
      en: `Two invitations, two working days apart, come before a return${from ? ` (${from} at the earliest)` : ''}.`,
    }),
};

/** All of them, for the documentation. */
export const postalRefusals: readonly Refusal[] = Object.values({
  ...refusals,
  returnTooEarly: refusals.returnTooEarly(undefined),
});

function vietnamese(day: string): string {
  return day.split('-').reverse().join('/');
}
