/** What an official is told whose signature, made elsewhere, is not taken. */
import { refuse } from '../platform/refusal.ts';

export function notAwaited() {
  return refuse(404, 'signature-not-awaited', {
    vi: 'Hồ sơ này không chờ chữ ký của Ông/Bà. Hãy mở lại danh sách việc cần ký.',
    en: 'This dossier does not wait for your signature. Open your list again.',
  });
}

export function otherDigest() {
  return refuse(409, 'signature-over-other-bytes', {
    vi: 'Chữ ký được tạo trên một nội dung khác. Hãy tải lại nội dung cần ký rồi ký lại.',
    en: 'The signature was made over other content. Fetch what is to be signed again, and sign that.',
  });
}

export function preparationExpired() {
  return refuse(410, 'signature-preparation-expired', {
    vi: 'Nội dung cần ký được chuẩn bị đã quá 30 ngày nên không còn nhận chữ ký. Hãy đề nghị người vận hành cho hồ sơ chạy tiếp; nội dung sẽ được chuẩn bị lại để Ông/Bà ký.',
    en: 'What is to be signed was prepared more than 30 days ago and takes no signature any more. Ask the operator to let the dossier go on: it is then prepared anew for you to sign.',
  });
}

export function wrongValue() {
  return refuse(422, 'signature-value-wrong', {
    vi: 'Chữ ký không khớp với chứng thư số đã đăng ký. Hãy kiểm tra thiết bị ký và chọn đúng chứng thư.',
    en: 'The signature does not fit the registered certificate. Check the token and choose that certificate.',
  });
}
