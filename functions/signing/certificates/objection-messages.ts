/** Why a certificate is not registered, for the person who brings it. */
import type { Message } from '../../platform/refusal.ts';

export const OBJECTIONS = {
  'certificate-unreadable': {
    vi: 'Tệp không phải là chứng thư số X.509. Hãy xin lại tệp PEM hoặc DER từ tổ chức cấp chứng thư.',
    en: 'The file is no X.509 certificate. Ask the issuer for a PEM or DER file.',
  },
  'certificate-key-differs': {
    vi: 'Chứng thư được cấp cho khóa khác. Hãy gửi đúng yêu cầu (CSR) của khóa này cho tổ chức cấp chứng thư.',
    en: 'The certificate was issued for another key. Send the issuer the request (CSR) made with this key.',
  },
  'certificate-key-weak': {
    vi: 'Khóa quá yếu: cần RSA từ 2048 bit, hoặc đường cong P-256, P-384.',
    en: 'The key is too weak: RSA of at least 2048 bits, or the curves P-256 and P-384.',
  },
  'certificate-algorithm': {
    vi: 'Thuật toán ký đã chọn không dùng được với khóa này.',
    en: 'This key cannot do the chosen signature algorithm.',
  },
  'certificate-expired': {
    vi: 'Chứng thư đã hết hạn.',
    en: 'The certificate has expired.',
  },
  'certificate-not-yet-valid': {
    vi: 'Chứng thư chưa có hiệu lực. Hãy đăng ký lại từ ngày bắt đầu hiệu lực.',
    en: 'The certificate is not valid yet. Register it once it is.',
  },
  'certificate-name-differs': {
    vi: 'Tên (CN) trong chứng thư khác tên trong danh bạ.',
    en: 'The name (CN) in the certificate is not the one in the directory.',
  },
  'certificate-usage': {
    vi: 'Chứng thư không dành cho chữ ký trên văn bản (key usage).',
    en: 'The certificate is not meant for signing documents (key usage).',
  },
  'certificate-chain': {
    vi: 'Chứng thư không dẫn đến chứng thư gốc nào trong danh bạ. Hãy kèm chứng thư của tổ chức cấp (--chain).',
    en: 'The certificate leads to no root of the directory. Add the issuers’ certificates (--chain).',
  },
} as const satisfies Record<string, Message>;
