import { bilingual } from './language.ts';

/** Home, login and logout. */
export const login = bilingual({
  vi: {
    homeTitle: 'Trả kết quả thủ tục hành chính',
    homeLead:
      'Kết quả được ký số bởi người có thẩm quyền và cơ quan, lưu trữ và gửi đến Ông/Bà qua liên kết tải, bưu chính công ích hoặc tại quầy.',
    homeCitizens: 'Người dân và doanh nghiệp',
    homeCitizensStatus: 'Tra cứu hồ sơ bằng mã hồ sơ',
    homeCitizensLink:
      'Nếu Ông/Bà nhận được thư báo kết quả, hãy mở liên kết trong thư. Để kiểm tra một văn bản giấy, hãy quét mã QR in trên văn bản.',
    homeStaff: 'Cán bộ, nhân viên',
    homeStaffText: 'Đăng nhập để ký, đóng dấu, giao nhận kết quả hoặc xử lý sự cố.',
    homeIntegrators: 'Kết nối hệ thống',
    homeIntegratorsText: 'Hệ thống một cửa gửi hồ sơ đã giải quyết qua API.',
    homeDesks: 'Công việc của Ông/Bà',
    homeNoDesk: 'Tài khoản của Ông/Bà chưa được giao công việc nào. Hãy liên hệ quản trị viên của cơ quan.',
    title: 'Đăng nhập',
    lead: 'Dành cho người ký, văn thư, nhân viên bưu chính và người vận hành.',
    how: 'Ông/Bà sẽ được chuyển đến trang đăng nhập của tỉnh rồi quay lại đây.',
    continue: 'Tiếp tục đăng nhập',
    loggedOutTitle: 'Ông/Bà đã đăng xuất',
    loggedOutBody: 'Phiên làm việc ở đây đã kết thúc. Đang kết thúc phiên ở trang đăng nhập của tỉnh.',
    loggedOutLink: 'Kết thúc phiên ở trang đăng nhập',
  },
  en: {
    homeTitle: 'Results of administrative procedures',
    homeLead:
      'Results are signed digitally by the competent official and the agency, stored, and returned to you by download link, public post or at the counter.',
    homeCitizens: 'Citizens and businesses',
    homeCitizensStatus: 'Check a dossier by its code',
    homeCitizensLink:
      'If you got a message that your result is ready, open the link in it. To check a paper document, scan the QR code printed on it.',
    homeStaff: 'Staff',
    homeStaffText: 'Sign in to sign, seal, hand over results or repair what went wrong.',
    homeIntegrators: 'Connecting systems',
    homeIntegratorsText: 'One-stop systems submit resolved dossiers through the API.',
    homeDesks: 'Your desks',
    homeNoDesk: 'Your account has no desk yet. Contact the administrator of your agency.',
    title: 'Sign in',
    lead: 'For signing officials, clerks, postal staff and operators.',
    how: 'You will be taken to the sign-in page of the province and brought back here.',
    continue: 'Continue to sign in',
    loggedOutTitle: 'You have signed out',
    loggedOutBody: 'Your session here has ended. Ending the session at the sign-in page of the province.',
    loggedOutLink: 'End the session at the sign-in page',
  },
});
