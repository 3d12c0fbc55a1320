import type { Message } from '../../platform/refusal.ts';

/** What a failure of the workflow means to the person who is to repair it; others show their name alone. */
const meanings: ReadonlyMap<string, Message> = new Map([
  [
    'CertificateRevoked',
    {
      vi: 'Chứng thư số dùng để ký, hoặc chứng thư của cơ quan cấp, đã bị thu hồi hay đang bị tạm dừng. Chưa có gì được ký. Hãy đăng ký chứng thư mới, hoặc đề nghị bỏ tạm dừng, rồi cho chạy tiếp.',
      en: 'The certificate to sign with, or its authority’s, has been revoked or is on hold. Nothing was signed. Register a new one, or have the hold lifted, then let it go on.',
    },
  ],
  [
    'CertificateExpired',
    {
      vi: 'Chứng thư số dùng để ký đã hết hạn. Chưa có gì được ký. Hãy gia hạn và đăng ký chứng thư, rồi cho chạy tiếp.',
      en: 'The certificate to sign with has expired. Nothing was signed. Renew and register it, then let it go on.',
    },
  ],
  [
    'CertificateUnfit',
    {
      vi: 'Chứng thư số chưa đến ngày có hiệu lực, không cấp cho mục đích ký, hoặc không dẫn tới gốc tin cậy đã cấu hình. Chưa có gì được ký. Hãy kiểm tra chứng thư và danh sách gốc tin cậy.',
      en: 'The certificate is not valid yet, not issued for signing, or leads to no configured root. Nothing was signed. Check the certificate and the trusted roots.',
    },
  ],
  [
    'RevocationUnavailable',
    {
      vi: 'Không hỏi được tình trạng chứng thư số: dịch vụ OCSP và danh sách thu hồi (CRL) của cơ quan cấp không trả lời hợp lệ. Chưa có gì được ký. Hãy thử chạy tiếp sau; nếu kéo dài, liên hệ cơ quan cấp chứng thư.',
      en: 'The status of the certificate could not be told: neither its authority’s OCSP service nor its revocation list gave an answer that counts. Nothing was signed. Try again later; if it lasts, ask the authority.',
    },
  ],
]);

/** @param name the error's name, as the workflow reports it */
export function failureMeaning(name: string): Message | undefined {
  return meanings.get(name);
}
