import { refuse, type Message } from '../platform/refusal.ts';

/** Every "no" to a decision or a seal. */
export const refusals = {
  notYours: refuse(403, 'not-your-decision', {
    vi: 'Hồ sơ này do người có thẩm quyền khác quyết định; hãy chuyển cho đúng người ký.',
    en: 'Another official decides on this dossier; pass it on to them.',
  }),
  notYourTurn: refuse(409, 'not-your-turn', {
    vi: 'Văn bản đang chờ người khác ký nháy trước; hãy chờ đến lượt, hồ sơ sẽ vào danh sách của Ông/Bà.',
    en: 'Somebody else initials the document first; wait for your turn, it will come into your list.',
  }),
  notAwaiting: refuse(409, 'not-awaiting-decision', {
    vi: 'Hồ sơ hiện không chờ quyết định; hãy tải lại và xem tình trạng hồ sơ.',
    en: 'The dossier does not wait for a decision now; reload and look at its status.',
  }),
  alreadyDecided: refuse(409, 'already-decided', {
    vi: 'Hồ sơ đã có quyết định khác và không thể thay đổi; hãy xem nhật ký hồ sơ.',
    en: 'The dossier was already decided otherwise, which cannot be changed; see its log.',
  }),
  otherBytes: refuse(409, 'other-bytes', {
    vi: 'Văn bản chờ ký không còn là bản Ông/Bà đã xem; hãy tải lại, xem bản mới rồi quyết định.',
    en: 'The document that waits is not the one you were shown; reload, read it and decide again.',
  }),
  reasonMissing: reasonAtFault({
    vi: 'Khi trả lại, hãy ghi rõ lý do (ít nhất 10 ký tự) để nơi lập hồ sơ sửa.',
    en: 'To return it, give the reason (at least 10 characters), so that it can be corrected.',
  }),
  authorityChanged: refuse(409, 'authority-changed', {
    vi: 'Quyền hạn ghi trên dự thảo không còn là quyền hạn ký của Ông/Bà hôm nay; hãy trả lại để lập lại văn bản.',
    en: 'The capacity printed on the draft is not the one you sign in today; return it, so that it is made anew.',
  }),
  notAwaitingSeal: refuse(409, 'not-awaiting-seal', {
    vi: 'Hồ sơ hiện không chờ đóng dấu; hãy tải lại và xem tình trạng hồ sơ.',
    en: 'The dossier does not wait for the seal now; reload and look at its status.',
  }),
} as const;

function reasonAtFault(message: Message) {
  return refuse(422, 'reason-missing', message, [{ field: 'reason', rule: 'too-short', message }]);
}
