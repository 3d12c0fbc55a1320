import { expect, it } from 'vitest';
import { printable } from './printable.ts';

it('shows every letter as it is', () => {
  expect(printable('Y Bhĭu Niê Kdăm – Đắk Lắk')).toBe('Y Bhĭu Niê Kdăm – Đắk Lắk');
});

it.each([
  ['\u001B[31mđỏ', String.raw`\u{1b}[31mđỏ`],
  ['hai\ndòng', String.raw`hai\u{a}dòng`],
  ['\u202Eđảo', String.raw`\u{202e}đảo`],
])('shows %j as text, not as an order to the terminal', (text, shown) => {
  expect(printable(text)).toBe(shown);
});
