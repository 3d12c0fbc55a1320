import { create } from 'qrcode/lib/core/qrcode.js';
import { expect, it } from 'vitest';
import { qrSegments } from './qr-segments.ts';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz234567ABC/:.- ';

/** Texts of all lengths, from a generator that always gives the same. */
function texts(): string[] {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  return Array.from({ length: 600 }, (_, index) =>
    Array.from({ length: 1 + (index % 60) }, () => LETTERS[next(LETTERS.length)]).join(''),
  );
}

it('a text in one segment gives the code the encoder gives by itself', () => {
  const plain = [...texts(), 'https://ketqua.daklak.example.vn/v/abcdefghjkmnpqrstuvwxyz2ab'].filter(
    (text) => qrSegments(text) !== text,
  );
  expect(plain.length).toBeGreaterThan(100);
  for (const text of plain) {
    const settings = { errorCorrectionLevel: 'M', maskPattern: 0 } as const;
    const [own, made] = [create(qrSegments(text), settings), create(text, settings)];
    expect(own.modules.data, text).toEqual(made.modules.data);
  }
});
