import { refuse, type FieldProblem } from '../../platform/refusal.ts';

/** Every "no" about a request's form, before it is understood. */
export const requestRefusals = {
  tooMany: refuse(429, 'too-many-requests', {
    vi: 'Ông/Bà gửi quá nhiều yêu cầu trong thời gian ngắn. Hãy đợi một phút rồi thử lại.',
    en: 'You sent too many requests in a short time. Wait a minute and try again.',
  }),
  tooLarge: refuse(413, 'payload-too-large', {
    vi: 'Nội dung gửi lên lớn hơn 256 KiB. Hãy rút gọn hồ sơ; không gửi tệp đính kèm trong dữ liệu này.',
    en: 'The body is larger than 256 KiB. Make the dossier shorter; do not send attachments in it.',
  }),
  notJson: refuse(415, 'content-type-not-json', {
    vi: 'Nội dung gửi lên phải là JSON. Hãy đặt tiêu đề Content-Type: application/json.',
    en: 'The body must be JSON. Set the header Content-Type: application/json.',
  }),
  notForm: refuse(415, 'content-type-not-form', {
    vi: 'Biểu mẫu được gửi sai kiểu. Hãy tải lại trang rồi gửi lại.',
    en: 'The form was sent in the wrong kind. Reload the page and send it again.',
  }),
  malformed: refuse(400, 'json-malformed', {
    vi: 'Nội dung gửi lên không phải JSON đúng cú pháp (UTF-8). Hãy kiểm tra dấu ngoặc, dấu phẩy và bảng mã.',
    en: 'The body is not well-formed JSON in UTF-8. Check brackets, commas and encoding.',
  }),
  tooDeep: refuse(400, 'json-too-deep', {
    vi: 'JSON lồng nhau quá 32 tầng. Hãy gửi dữ liệu theo đúng cấu trúc hồ sơ.',
    en: 'The JSON is nested deeper than 32 levels. Send it in the structure of a dossier.',
  }),
  nameTwice: refuse(400, 'json-name-twice', {
    vi: 'JSON có trường được ghi hai lần trong cùng một nhóm. Hãy chỉ giữ lại một.',
    en: 'The JSON names a field twice in one object. Keep only one of them.',
  }),
  notFound: refuse(404, 'not-found', {
    vi: 'Không có trang hoặc địa chỉ này. Hãy kiểm tra lại đường dẫn hoặc quay về trang đầu.',
    en: 'There is no such page or address. Check the path, or go back to the home page.',
  }),
  methodNotAllowed: refuse(405, 'method-not-allowed', {
    vi: 'Địa chỉ này không nhận phương thức đã gửi. Hãy dùng một phương thức nêu trong tiêu đề Allow.',
    en: 'This address does not take the method sent. Use one of those in the header Allow.',
  }),
  dossierUnknown: refuse(404, 'dossier-unknown', {
    vi: 'Không tìm thấy hồ sơ này trong phạm vi của Ông/Bà. Hãy kiểm tra lại mã hồ sơ.',
    en: 'There is no such dossier within your reach. Check the dossier code.',
  }),
  resultMissing: refuse(404, 'result-missing', {
    vi: 'Chưa có bản kết quả nào để xem ở lần này. Hãy thử lại sau khi hệ thống lập xong văn bản.',
    en: 'There is no result to show for this revision yet. Try again once the document has been rendered.',
  }),
  appendixMissing: refuse(404, 'appendix-missing', {
    vi: 'Kết quả không có phụ lục này ở tệp riêng, hoặc phụ lục chưa ban hành. Hãy xem danh sách phụ lục trong thông tin hồ sơ.',
    en: 'The result has no such appendix in a file of its own, or it is not issued yet. See the appendices listed with the dossier.',
  }),
  templateMissing: refuse(404, 'template-missing', {
    vi: 'Không có mẫu hoặc phiên bản mẫu này. Hãy chọn một mẫu trong danh sách /templates.',
    en: 'There is no such template or version. Choose one listed at /templates.',
  }),
  pageMissing: refuse(404, 'page-missing', {
    vi: 'Văn bản không có trang này. Hãy quay lại trang đầu của văn bản.',
    en: 'The document has no such page. Go back to its first page.',
  }),
  originSecret: refuse(403, 'origin-refused', {
    vi: 'Hãy truy cập qua địa chỉ chính thức của hệ thống.',
    en: 'Use the official address of this system.',
  }),
  inputInvalid: (problems: readonly FieldProblem[]) =>
    refuse(
      422,
      'input-invalid',
      {
        vi: 'Có trường chưa hợp lệ. Hãy sửa các trường được nêu rồi gửi lại.',
        en: 'Some fields are not valid. Correct the fields named and send it again.',
      },
      problems,
    ),
} as const;
