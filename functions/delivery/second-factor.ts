import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What a citizen types: the last four digits of the applicant's identity number (số định danh, hộ chiếu). */
export const lastFour = z.string().regex(/^\d{4}$/);

/** Compares in constant time. An identity number with fewer than four digits has no second factor. */
export function isLastFour(typed: string, identityNumber: string): boolean {
  const digits = identityNumber.replaceAll(/\D/gu, '');
  const equal = timingSafeEqual(digest(typed), digest(digits.slice(-4)));
  return equal && digits.length >= 4;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
