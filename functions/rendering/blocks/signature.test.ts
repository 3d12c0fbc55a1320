import { expect, it } from 'vitest';
import { blockDocument } from '../testing/block-document.ts';
import { drawnPages } from '../testing/drawn-page.ts';

const signing = { authorityLines: ['CHỦ TỊCH'], signerName: 'Trần Hữu Nghĩa', sealDiameterMm: 36 };

it('leaves the QR code beside the signatures where it reaches below them, so that the page ends sooner', async () => {
  const recipients = Array.from({ length: 5 }, (_, index) => ({ text: `Sở số ${index + 1};` }));
  const { pdf } = await blockDocument([{ type: 'signature', recipients }], {}, { signing });
  const [page] = await drawnPages(pdf);
  const name = Math.min(...page!.letters.map(({ baseline }) => baseline));
  expect(Math.max(...page!.filled.map(({ top }) => top))).toBeGreaterThan(name);
  expect(Math.min(...page!.filled.map(({ bottom }) => bottom))).toBeLessThan(name);
});
