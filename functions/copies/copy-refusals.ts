import { refuse } from '../platform/refusal.ts';

/** Every "no" to a copy. */
export const refusals = {
  notIssued: refuse(409, 'copy-of-unissued', {
    vi: 'Chỉ sao y được kết quả đã ban hành; hãy chờ kết quả được ký, đóng dấu và lưu trữ.',
    en: 'Only an issued result is copied; wait until it is signed, sealed and archived.',
  }),
  recalled: refuse(409, 'result-recalled', {
    vi: 'Văn bản này đã bị thu hồi nên không sao y được; hãy sao y từ văn bản thay thế.',
    en: 'This document was recalled and is not copied; order a copy of the one that replaces it.',
  }),
  noRegister: refuse(409, 'copies-without-register', {
    vi: 'Cơ quan chưa khai báo sổ đăng ký bản sao; hãy liên hệ quản trị để bổ sung vào danh bạ.',
    en: 'The agency has no register of copies; ask the administrator to enter one in the directory.',
  }),
  tooMany: refuse(409, 'too-many-copies', {
    vi: 'Kết quả này đã có 20 bản sao y; hãy dùng bản sao đã phát hành.',
    en: 'This result has 20 copies already; use one that was issued.',
  }),
  unknown: refuse(404, 'copy-unknown', {
    vi: 'Chưa có bản sao này; hãy chờ bản sao được phát hành hoặc kiểm tra lại mã yêu cầu.',
    en: 'There is no such copy yet; wait until it is issued, or check its order.',
  }),
} as const;
