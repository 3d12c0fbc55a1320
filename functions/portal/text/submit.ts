import { bilingual } from './language.ts';

/** Submitting a dossier by hand. */
export const submit = bilingual({
  vi: {
    title: 'Gửi hồ sơ đã giải quyết',
    lead: 'Dán hồ sơ dạng JSON, chọn tệp, hoặc bắt đầu từ một mẫu. Hệ thống một cửa gửi cùng dữ liệu này qua API.',
    start: 'Bắt đầu từ mẫu',
    startButton: 'Điền mẫu',
    template: 'Loại kết quả',
    file: 'Tệp JSON',
    fileHint: 'Nếu chọn tệp, nội dung tệp được dùng thay cho ô bên dưới. Tối đa 256 KiB.',
    json: 'Hồ sơ (JSON)',
    jsonHint: 'Mã hồ sơ chưa từng gửi; văn bản tiếng Việt Unicode dựng sẵn (NFC).',
    schema: 'Cấu trúc hồ sơ (JSON Schema)',
    button: 'Gửi hồ sơ',
    doneTitle: 'Đã tiếp nhận hồ sơ',
    doneBody: (code: string, revision: number) =>
      `Hồ sơ ${code}, lần lập ${revision}, đang được lập văn bản.`,
    known: (code: string, revision: number) =>
      `Hồ sơ ${code}, lần lập ${revision}, đã được tiếp nhận trước đó với cùng nội dung.`,
    follow: 'Theo dõi hồ sơ',
    another: 'Gửi hồ sơ khác',
    nothing: 'Hãy dán hồ sơ hoặc chọn tệp.',
    manyProblems: (count: number) => `Có ${count} trường cần sửa, xem danh sách ở đầu trang.`,
    atLeastProblems: (count: number) => `Ít nhất ${count} trường cần sửa, xem danh sách ở đầu trang.`,
    tooLarge: 'Tệp lớn hơn 256 KiB. Hãy chọn tệp chỉ chứa một hồ sơ dạng JSON, không kèm tài liệu khác.',
  },
  en: {
    title: 'Submit a resolved dossier',
    lead: 'Paste the dossier as JSON, choose a file, or start from a sample. One-stop systems send the same data through the API.',
    start: 'Start from a sample',
    startButton: 'Fill in the sample',
    template: 'Kind of result',
    file: 'JSON file',
    fileHint: 'If you choose a file, it is used instead of the box below. At most 256 KiB.',
    json: 'Dossier (JSON)',
    jsonHint: 'A code that was not sent before; precomposed Unicode (NFC).',
    schema: 'Structure of a dossier (JSON Schema)',
    button: 'Submit',
    doneTitle: 'Dossier accepted',
    doneBody: (code: string, revision: number) =>
      `The document of dossier ${code}, revision ${revision}, is being prepared.`,
    known: (code: string, revision: number) =>
      `Dossier ${code}, revision ${revision}, was accepted before with the same content.`,
    follow: 'Follow the dossier',
    another: 'Submit another',
    nothing: 'Paste a dossier or choose a file.',
    manyProblems: (count: number) =>
      `${count} fields are to be corrected; see the list at the top of the page.`,
    atLeastProblems: (count: number) =>
      `At least ${count} fields are to be corrected; see the list at the top of the page.`,
    tooLarge: 'The file is larger than 256 KiB. Choose one that holds one dossier as JSON and nothing else.',
  },
});
