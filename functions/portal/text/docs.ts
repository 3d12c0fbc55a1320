import { bilingual } from './language.ts';

/** The readable page of the API. */
export const docs = bilingual({
  vi: {
    title: 'Tài liệu API',
    lead: 'Hệ thống một cửa gửi hồ sơ đã giải quyết và theo dõi việc trả kết quả qua API này. Mọi lỗi là problem details (RFC 9457) với mã ổn định.',
    machine: 'Bản máy đọc (OpenAPI 3.1)',
    schema: 'Cấu trúc hồ sơ (JSON Schema)',
    resultSchema: 'Cấu trúc result.json trong tệp kết quả, phiên bản 1 (JSON Schema)',
    signIn: 'Xác thực',
    signInBody:
      'Gửi access token của hệ thống đăng nhập trong tiêu đề Authorization: Bearer. Vai trò lấy từ nhóm (official, clerk, post, operator) hoặc phạm vi ket-qua/integration; cơ quan, bưu cục lấy từ danh bạ.',
    contents: 'Mục lục',
    parameters: 'Tham số',
    body: 'Nội dung gửi',
    answers: 'Trả lời',
    answerFields: 'Các trường của câu trả lời',
    answerExample: 'Ví dụ trả lời',
    example: 'Ví dụ gọi',
    field: 'Trường',
    type: 'Kiểu',
    required: 'bắt buộc',
    meaning: 'Ý nghĩa',
    problems: 'Mã lỗi',
    problemsBody:
      'Mỗi lỗi có code, title, detail và, nếu có trường sai, errors[]. Mã và trạng thái HTTP không thay đổi giữa các phiên bản.',
    noToken: 'Không cần mã truy cập.',
  },
  en: {
    title: 'API documentation',
    lead: 'One-stop systems submit resolved dossiers and follow their return through this API. Every error is problem details (RFC 9457) with a stable code.',
    machine: 'For machines (OpenAPI 3.1)',
    schema: 'Structure of a dossier (JSON Schema)',
    resultSchema: 'Structure of the result.json in a result, version 1 (JSON Schema)',
    signIn: 'Authentication',
    signInBody:
      'Send the sign-in service’s access token in the header Authorization: Bearer. Roles come from groups (official, clerk, post, operator) or the scope ket-qua/integration; agency and post office come from the directory.',
    contents: 'Contents',
    parameters: 'Parameters',
    body: 'Body',
    answers: 'Answers',
    answerFields: 'Fields of the answer',
    answerExample: 'Example answer',
    example: 'Example request',
    field: 'Field',
    type: 'Type',
    required: 'required',
    meaning: 'Meaning',
    problems: 'Error codes',
    problemsBody:
      'Each error has code, title, detail and, where fields are at fault, errors[]. Codes and HTTP statuses do not change between versions.',
    noToken: 'Needs no access token.',
  },
});
