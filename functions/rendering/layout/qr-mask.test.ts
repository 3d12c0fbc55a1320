import { create } from 'qrcode/lib/core/qrcode.js';
import { describe, expect, it } from 'vitest';
import { bestMasked } from './qr-mask.ts';

const CONTENTS = [
  ...Array.from({ length: 60 }, (_, index) => `${index}/${index ** 3}`),
  ...[1, 2, 4, 8, 16].map((times) => `https://ketqua.daklak.example.vn/v/${'abcdefghjk'.repeat(times)}`),
];

describe('the mask of a QR code', () => {
  it('is the one the encoder chooses by itself', () => {
    const masks = new Set<number | undefined>();
    for (const content of CONTENTS) {
      const chosen = create(content, { errorCorrectionLevel: 'M' });
      const plain = create(content, { errorCorrectionLevel: 'M', maskPattern: 0 });
      expect(bestMasked(plain), content).toEqual(chosen.modules.data);
      masks.add(chosen.maskPattern);
    }
    expect(masks.size).toBeGreaterThan(5);
  });
});
