import type { Message } from '../../platform/refusal.ts';
import type { DocumentReport, SignatureReport } from '../../signing/index.ts';

type Words<Key extends string> = Readonly<Record<Key, Message>>;

export const signatureKinds: Words<SignatureReport['kind']> = {
  approval: { vi: 'Chữ ký', en: 'Signature' },
  certification: { vi: 'Chữ ký xác nhận nội dung', en: 'Certifying signature' },
  timestamp: { vi: 'Dấu thời gian của tệp', en: 'Document timestamp' },
};

export const indications: Words<SignatureReport['indication']> = {
  'TOTAL-PASSED': { vi: 'Hợp lệ', en: 'Valid' },
  'TOTAL-FAILED': { vi: 'Không hợp lệ', en: 'Not valid' },
  INDETERMINATE: { vi: 'Không kết luận được', en: 'Cannot tell' },
};

export const coverages: Words<SignatureReport['coverage']> = {
  'whole-file': { vi: 'Toàn bộ tệp', en: 'The whole file' },
  'whole-revision': { vi: 'Toàn bộ tệp như lúc ký', en: 'The whole file as it was when signed' },
  unknown: { vi: 'Không rõ', en: 'Unknown' },
};

const NOT_CHECKED = { vi: 'Chưa kiểm tra', en: 'Not checked' };

export const integrities: Words<SignatureReport['integrity']> = {
  intact: { vi: 'Nguyên vẹn', en: 'Intact' },
  broken: { vi: 'Đã bị sửa', en: 'Changed' },
  'not-checked': NOT_CHECKED,
};

export const chains: Words<SignatureReport['chain']> = {
  trusted: { vi: 'Dẫn đến chứng thư gốc được tin cậy', en: 'Leads to a trusted root' },
  untrusted: { vi: 'Không dẫn đến chứng thư gốc nào được tin cậy', en: 'Leads to no trusted root' },
  'not-checked': NOT_CHECKED,
};

export const revocations: Words<SignatureReport['revocation']> = {
  good: { vi: 'Không bị thu hồi', en: 'Not revoked' },
  revoked: { vi: 'Đã bị thu hồi', en: 'Revoked' },
  'not-checked': NOT_CHECKED,
};

export const laterChanges: Words<SignatureReport['changes']['level']> = {
  none: { vi: 'Không có', en: 'None' },
  lta: { vi: 'Chỉ những gì để lưu trữ lâu dài', en: 'Only what long-term preservation needs' },
  'form-filling': { vi: 'Điền biểu mẫu, ký thêm', en: 'Form filling, further signatures' },
  other: { vi: 'Có thay đổi không giải thích được', en: 'Changes that nothing explains' },
};

type FindingCode = DocumentReport['findings'][number]['code'] | SignatureReport['findings'][number]['code'];

/** What each finding means to people. */
export const findingMeanings: Words<FindingCode> = {
  'file-unreadable': {
    vi: 'Tệp không đọc được theo đúng chuẩn PDF, hoặc mỗi phần mềm sẽ hiểu một khác.',
    en: 'It cannot be read as a PDF, or programs would read it differently.',
  },
  'work-limit': {
    vi: 'Tệp quá phức tạp để kiểm tra hết.',
    en: 'The file is too complex to be verified.',
  },
  'trailing-bytes': { vi: 'Có dữ liệu sau phần cuối của tệp.', en: 'Something follows the end of the file.' },
  'no-signature': { vi: 'Tệp không có chữ ký số của ai.', en: 'Nobody signed this file.' },
  'duplicate-field-name': { vi: 'Hai trường trùng tên nhau.', en: 'Two fields have the same name.' },
  'byte-range': {
    vi: 'Không rõ chữ ký này ký lên phần nào của tệp.',
    en: 'Nobody can say which part of the file it covers.',
  },
  'cms-malformed': { vi: 'Dữ liệu chữ ký sai cấu trúc.', en: 'The signature’s data are malformed.' },
  digest: { vi: 'Nội dung đã bị sửa sau khi ký.', en: 'What was signed has been changed.' },
  'signing-certificate': {
    vi: 'Thiếu chứng thư của người ký, hoặc không phải chứng thư mà chữ ký nêu.',
    en: 'The signer’s certificate is missing, or not the one the signature names.',
  },
  'signature-value': {
    vi: 'Chữ ký không được tạo bằng khóa của chứng thư này.',
    en: 'It was not made with this certificate’s key.',
  },
  algorithm: {
    vi: 'Thuật toán hoặc khóa quá yếu, hoặc không được hỗ trợ.',
    en: 'The algorithm or key is too weak, or not known here.',
  },
  'certificate-purpose': {
    vi: 'Chứng thư không dùng để ký văn bản.',
    en: 'The certificate is not for signing documents.',
  },
  'certificate-chain': {
    vi: 'Chứng thư không do tổ chức được hệ thống này tin cậy cấp.',
    en: 'The certificate comes from no authority that this system trusts.',
  },
  'certificate-expired': {
    vi: 'Chứng thư đã hết hạn, và không có dấu thời gian chứng minh chữ ký có trước đó.',
    en: 'The certificate has expired, and no timestamp proves that the signature came before.',
  },
  'certificate-not-yet-valid': {
    vi: 'Ký trước khi chứng thư có hiệu lực.',
    en: 'Signed before the certificate was valid.',
  },
  revoked: { vi: 'Chứng thư đã bị thu hồi.', en: 'The certificate was revoked.' },
  'revocation-missing': {
    vi: 'Trong tệp không có bằng chứng chứng thư còn hiệu lực lúc ký.',
    en: 'The file holds no evidence that the certificate was not revoked when it signed.',
  },
  'timestamp-malformed': { vi: 'Dấu thời gian sai cấu trúc.', en: 'The timestamp is malformed.' },
  'timestamp-imprint': {
    vi: 'Dấu thời gian thuộc về nội dung khác.',
    en: 'The timestamp belongs to something else.',
  },
  'timestamp-nonce': {
    vi: 'Dấu thời gian trả lời cho một yêu cầu khác.',
    en: 'The timestamp answers another request.',
  },
  'timestamp-signature': {
    vi: 'Chữ ký của dấu thời gian không đúng.',
    en: 'The timestamp’s own signature is wrong.',
  },
  'timestamp-purpose': {
    vi: 'Chứng thư của dấu thời gian không dùng cho việc đó.',
    en: 'The timestamp’s certificate is not for timestamps.',
  },
  'timestamp-chain': {
    vi: 'Dấu thời gian không do tổ chức được tin cậy cấp.',
    en: 'The timestamp comes from no trusted authority.',
  },
  'timestamp-future': { vi: 'Dấu thời gian ở tương lai.', en: 'The timestamp lies in the future.' },
  'later-change': {
    vi: 'Sau khi ký, tệp bị sửa theo cách không giải thích được.',
    en: 'After signing, the file was changed in a way nothing explains.',
  },
  permissions: {
    vi: 'Sau khi ký, tệp bị sửa điều mà người ký không cho phép.',
    en: 'After signing, something was changed that the signer forbids.',
  },
};
