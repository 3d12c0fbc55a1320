import { expect, it } from 'vitest';
import { renderResult } from '../../render-result.ts';
import { inflatedHash } from '../../testing/inflated.ts';
import { sampleInput } from '../../testing/sample-input.ts';

/** A template version in use never changes: these are its sample's objects since it was first used. */
it.each([
  ['giay-phep-xay-dung', '79d9d73094fd2206dbee43f7096a10a64aa1ff186cc7ec782c49b15779daee17'],
  ['phieu-tu-choi', '5e801922143c00ea6452625326276d3d4dfc6536c5cfe8c6bda983123a96b026'],
])('the first version of %s gives the objects it always gave', async (id, hash) => {
  expect(await inflatedHash((await renderResult(await sampleInput(id))).pdf)).toBe(hash);
});
