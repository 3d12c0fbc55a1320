import type { Refusal } from '../../platform/refusal.ts';
import type { Language } from './language.ts';

type Titles = Readonly<Record<Refusal['status'], string>>;

const vi: Titles = {
  400: 'Yêu cầu không hợp lệ',
  401: 'Cần đăng nhập',
  403: 'Ông/Bà không có quyền thực hiện việc này',
  404: 'Không tìm thấy',
  405: 'Phương thức không được hỗ trợ',
  409: 'Yêu cầu mâu thuẫn với trạng thái hiện tại',
  410: 'Đã hết hiệu lực',
  413: 'Dữ liệu quá lớn',
  415: 'Kiểu dữ liệu không được hỗ trợ',
  422: 'Dữ liệu chưa hợp lệ',
  423: 'Đang bị khóa',
  429: 'Quá nhiều yêu cầu',
};

const en: Titles = {
  400: 'The request is not valid',
  401: 'You need to sign in',
  403: 'You are not allowed to do this',
  404: 'Not found',
  405: 'This method is not for this address',
  409: 'The request contradicts the current state',
  410: 'No longer valid',
  413: 'Too much data',
  415: 'This kind of data is not accepted',
  422: 'The data is not valid',
  423: 'Locked',
  429: 'Too many requests',
};

/** The title of a problem, by its HTTP status. */
export const refusalTitle: Readonly<Record<Language, (status: Refusal['status']) => string>> = {
  vi: (status) => vi[status],
  en: (status) => en[status],
};
