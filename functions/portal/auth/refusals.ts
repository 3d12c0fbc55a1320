import { refuse } from '../../platform/refusal.ts';

/** Every "no" about who asks and what they may do. */
export const refusals = {
  tokenMissing: refuse(401, 'token-missing', {
    vi: 'Yêu cầu này cần mã truy cập. Hãy gửi tiêu đề Authorization: Bearer, hoặc đăng nhập trên trang web.',
    en: 'This needs an access token. Send an Authorization: Bearer header, or sign in on the website.',
  }),
  tokenInvalid: refuse(401, 'token-invalid', {
    vi: 'Mã truy cập không hợp lệ hoặc chữ ký của mã không đúng. Hãy lấy mã mới từ hệ thống đăng nhập.',
    en: 'The access token is malformed or its signature is wrong. Get a new one from the sign-in service.',
  }),
  tokenExpired: refuse(401, 'token-expired', {
    vi: 'Mã truy cập đã hết hạn. Hãy lấy mã mới rồi gửi lại yêu cầu.',
    en: 'The access token has expired. Get a new one and send the request again.',
  }),
  tokenIssuer: refuse(401, 'token-issuer-unknown', {
    vi: 'Mã truy cập do một hệ thống khác cấp. Hãy lấy mã từ hệ thống đăng nhập của hệ thống này.',
    en: 'The access token was issued by another system. Get one from the sign-in service of this system.',
  }),
  tokenUse: refuse(401, 'token-wrong-use', {
    vi: 'Đây không phải mã truy cập (access token). Hãy gửi access token, không gửi ID token.',
    en: 'This is not an access token. Send the access token, not the ID token.',
  }),
  tokenClient: refuse(401, 'token-client-unknown', {
    vi: 'Mã truy cập được cấp cho một ứng dụng khác. Hãy đăng nhập qua ứng dụng của hệ thống này.',
    en: 'The access token was issued to another application. Sign in through the application of this system.',
  }),
  sessionMissing: refuse(401, 'session-missing', {
    vi: 'Ông/Bà chưa đăng nhập hoặc phiên làm việc đã hết hạn. Hãy đăng nhập lại.',
    en: 'You are not signed in, or your session has ended. Please sign in again.',
  }),
  accountUnknown: refuse(403, 'account-unknown', {
    vi: 'Tài khoản này chưa được khai báo trong danh bạ. Hãy liên hệ quản trị viên của cơ quan.',
    en: 'This account is not in the directory yet. Contact the administrator of your agency.',
  }),
  roleMissing: refuse(403, 'role-missing', {
    vi: 'Tài khoản của Ông/Bà không có vai trò cần cho việc này. Hãy liên hệ quản trị viên nếu Ông/Bà cần quyền đó.',
    en: 'Your account does not have the role this needs. Contact your administrator if you should have it.',
  }),
  csrf: refuse(403, 'csrf-refused', {
    vi: 'Không xác nhận được biểu mẫu này do Ông/Bà gửi từ trang của hệ thống. Hãy tải lại trang rồi gửi lại.',
    en: 'We could not confirm that you sent this form from our own page. Reload the page and send it again.',
  }),
  loginFailed: refuse(400, 'login-failed', {
    vi: 'Đăng nhập chưa hoàn tất hoặc đã quá mười phút. Hãy bắt đầu đăng nhập lại.',
    en: 'Signing in was not completed, or took longer than ten minutes. Please start again.',
  }),
} as const;
