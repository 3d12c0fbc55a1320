/** The number register (sổ đăng ký văn bản đi): one number and date per revision, without gap or double. */
export { allotNumber, type NumberRequest } from './allot-number.ts';
export { cancelNumber } from './cancel-number.ts';
export { confirmNumber } from './confirm-number.ts';
export { NumberRegister } from './number-register.ts';
export { allottedNumber, type AllottedNumber, type RegisterEntry, type Series } from './number.ts';
export { seriesFor } from './series.ts';
