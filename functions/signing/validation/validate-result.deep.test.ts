import fc from 'fast-check';
import { it } from 'vitest';
import { sealedResult } from '../testing/sealed-result.ts';

it('a result signed by official and agency is never valid once a covered byte is another', async () => {
  const { signed, sealed, validate } = await sealedResult();
  const [, gapStart = 0, gapEnd = 0] = /\/ByteRange \[0 (\d+) (\d+)/
    .exec(Buffer.from(sealed).toString('latin1').slice(signed.length))!
    .map(Number);
  const covered = fc
    .integer({ min: 0, max: sealed.length - 1 })
    .filter((at) => at < gapStart || at >= gapEnd);
  fc.assert(
    fc.property(covered, fc.integer({ min: 1, max: 255 }), (at, bits) => {
      const changed = Buffer.from(sealed);
      changed[at] = changed[at]! ^ bits;
      return !validate(changed).valid;
    }),
    { numRuns: 400 },
  );
});
