import { expect, it } from 'vitest';
import { renderResult } from '../../render-result.ts';
import { inflatedHash } from '../../testing/inflated.ts';
import { sampleInput } from '../../testing/sample-input.ts';

/** A template version in use never changes: these are its sample’s objects, since docs/adr/0037 before any was in use. */
it.each([
  ['giay-phep-xay-dung', '897ff1a823da81a6c6a12bb6f1a15a09d70f3df6ce7c736599ece4deb4dceba1'],
  ['phieu-tu-choi', '2b6f258563b5f3777c1a7fcbc65cb7acf94a39ccf7c402a94f926cd7b976d92c'],
])('the first version of %s gives the objects it always gave', async (id, hash) => {
  expect(await inflatedHash((await renderResult(await sampleInput(id))).pdf)).toBe(hash);
});
