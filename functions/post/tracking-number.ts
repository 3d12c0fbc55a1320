import { z } from 'zod';

/** A carrier's tracking number (số hiệu bưu gửi). The carrier may use other forms than S10. */
export const trackingNumber = z.string().regex(/^[A-Z0-9-]{5,40}$/);

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/** Whether a number is of UPU S10's form with its right check digit; any other may be right too, unchecked. */
export function isS10(number: string): boolean {
  const serial = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/u.exec(number);
  if (!serial) return false;
  const digits = (serial[1] ?? '').split('').map(Number);
  const sum = digits.reduce((total, digit, index) => total + digit * (WEIGHTS[index] ?? 0), 0);
  const check = 11 - (sum % 11);
  return Number(serial[2]) === (check === 10 ? 0 : check === 11 ? 5 : check);
}
