import { printedSigningTime } from './printed-date.ts';

/** What the agency's signature shows on an appendix in a file of its own: số và ký hiệu, time of signing. */
export function appendixLines(symbol: string, signedAt: Date): string[] {
  return [`Số: ${symbol}`, printedSigningTime(signedAt)];
}
