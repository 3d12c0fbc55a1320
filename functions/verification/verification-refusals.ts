import { refuse } from '../platform/refusal.ts';

/** Every "no" about a file somebody wants verified; what the file itself says is a report, never a refusal. */
export const verificationRefusals = {
  uploadUnknown: refuse(404, 'upload-unknown', {
    vi: 'Không có tệp này: chưa tải lên xong, hoặc đã kiểm tra và đã được xóa. Hãy tải tệp lên lại.',
    en: 'There is no such file: the upload did not finish, or it was verified and deleted. Upload it again.',
  }),
  uploadExpired: refuse(410, 'upload-expired', {
    vi: 'Tệp đã tải lên quá một giờ và đã được xóa. Hãy tải tệp lên lại.',
    en: 'The file was uploaded more than an hour ago and has been deleted. Upload it again.',
  }),
  uploadTooLarge: refuse(413, 'upload-too-large', {
    vi: 'Tệp lớn hơn 20 MB. Hãy gửi tệp nhỏ hơn.',
    en: 'The file is larger than 20 MB. Send a smaller one.',
  }),
} as const;
