import { bilingual } from './language.ts';

/**
 * What the page says of the signing software on the official's machine while it speaks to it; `{n}` and `{m}` are
 * counts. The names that begin with `fault-` are the protocol's error codes (docs/token-agent.md).
 */
export const tokenAgent = bilingual({
  vi: {
    looking: 'Đang tìm phần mềm ký trên máy này…',
    absent:
      'Chưa thấy phần mềm ký. Hãy mở phần mềm ký, cho phép nó phục vụ địa chỉ của trang này, cho phép trình duyệt kết nối, rồi bấm “Tìm phần mềm ký”; hoặc dùng cách 2.',
    pairing: 'Đã thấy phần mềm ký. Hãy nhập mã ghép nối mà phần mềm đang hiển thị.',
    ready: 'Đã kết nối phần mềm ký. Hãy chọn hồ sơ rồi bấm ký.',
    choose: 'Hãy chọn ít nhất một hồ sơ.',
    signing: 'Đang ký {n} hồ sơ. Hãy nhập mã PIN trong cửa sổ của phần mềm ký.',
    handing: 'Đã ký {n} trên {m} hồ sơ. Đang nộp chữ ký…',
    'fault-no-token': 'Không thấy thiết bị ký. Hãy cắm thiết bị rồi ký lại.',
    'fault-pin-wrong':
      'Mã PIN không đúng. Hãy ký lại và nhập đúng mã PIN; sai nhiều lần thiết bị sẽ bị khóa.',
    'fault-pin-locked':
      'Thiết bị đã bị khóa vì nhập sai mã PIN nhiều lần. Hãy nhờ đơn vị cấp thiết bị mở khóa.',
    'fault-cancelled': 'Việc ký đã bị dừng trong phần mềm ký. Chưa ký gì; hãy ký lại khi sẵn sàng.',
    'fault-certificate-not-found':
      'Thiết bị không có chứng thư đã đăng ký. Hãy cắm đúng thiết bị; nếu đã đổi chứng thư, hãy báo quản trị đăng ký.',
    'fault-algorithm-unsupported': 'Thiết bị không ký được bằng thuật toán này. Hãy báo quản trị.',
    'fault-busy': 'Phần mềm ký đang bận. Hãy hoàn tất hoặc hủy việc đang làm ở đó rồi ký lại.',
    'fault-pairing-refused': 'Mã ghép nối không đúng hoặc đã hết hạn. Hãy nhập mã mới mà phần mềm hiển thị.',
    'fault-session-unknown': 'Kết nối với phần mềm ký đã hết hạn. Hãy ghép nối lại.',
    'fault-token-failed': 'Thiết bị ký gặp lỗi. Hãy rút ra, cắm lại rồi ký lại.',
    'fault-unknown': 'Phần mềm ký trả lời không đúng giao thức. Hãy cập nhật phần mềm hoặc dùng cách 2.',
  },
  en: {
    looking: 'Looking for signing software on this computer…',
    absent:
      'No signing software found. Start it, allow this site in it, allow the browser to connect, and press “Look for signing software”; or copy and paste.',
    pairing: 'Signing software found. Enter the pairing code it shows.',
    ready: 'Connected to the signing software. Choose dossiers and sign.',
    choose: 'Choose at least one dossier.',
    signing: 'Signing {n} dossiers. Enter the PIN in the window of the signing software.',
    handing: '{n} of {m} dossiers signed. Handing the signatures in…',
    'fault-no-token': 'No signing device found. Plug it in and sign again.',
    'fault-pin-wrong': 'Wrong PIN. Sign again with the right one; several wrong ones lock the device.',
    'fault-pin-locked': 'The device is locked after several wrong PINs. Have its issuer unlock it.',
    'fault-cancelled': 'Stopped in the signing software. Nothing was signed; sign again when you are ready.',
    'fault-certificate-not-found':
      'The device does not hold the registered certificate. Plug in the right one; if it was renewed, have the administrator register it.',
    'fault-algorithm-unsupported': 'The device cannot sign with this algorithm. Tell the administrator.',
    'fault-busy': 'The signing software is busy. Finish or cancel what it is doing, and sign again.',
    'fault-pairing-refused': 'The pairing code is wrong or has expired. Enter the new one that is shown.',
    'fault-session-unknown': 'The connection to the signing software has ended. Pair again.',
    'fault-token-failed': 'The signing device failed. Unplug it, plug it in again, and sign again.',
    'fault-unknown':
      'The signing software does not answer by the protocol. Update it, or copy and paste instead.',
  },
});
