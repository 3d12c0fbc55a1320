import type { Page } from 'playwright-core';
import { describe, vi } from 'vitest';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { whileSealIsLost } from '../support/lost-seal.ts';
import type { House } from './house.ts';
import { inspectThroughout } from './inspect.ts';
import { desk } from './portal-page.ts';
import { it } from './shared-house.ts';

// One test looks at many pages, each in two languages; nothing here is timed.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let house: House;
const dossiers = {} as Record<'linked' | 'drafted' | 'sealing' | 'issued' | 'posted' | 'stopped', RevisionId>;
it.beforeAll(async ({ house: shared }) => {
  house = shared;
  dossiers.stopped = await house.submit('01-link');
  await whileSealIsLost(house.directory, 'H15.27', async () => {
    await house.approve(dossiers.stopped);
    await house.reaches(dossiers.stopped, 'awaiting-repair');
  });
  dossiers.linked = await house.submit('01-link');
  dossiers.drafted = await house.submit('03-counter');
  dossiers.sealing = await house.submit('09-sealed-by-hand');
  dossiers.issued = await house.submit('03-counter');
  dossiers.posted = await house.submit('02-post');
  for (const name of ['linked', 'issued', 'posted'] as const) await house.approve(dossiers[name]);
  await house.approve(dossiers.sealing, 'director');
  await house.reaches(dossiers.drafted, 'awaiting-approval');
  await house.reaches(dossiers.sealing, 'awaiting-seal');
  for (const name of ['issued', 'posted'] as const) await house.reaches(dossiers[name], 'issued');
  await house.reaches(dossiers.linked, 'returned');
});

const of = (room: 'inbox' | 'dossiers') => (name: keyof typeof dossiers) => desk(room, dossiers[name]);

async function inspectAt(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await inspectThroughout(page);
}

/** Looks at the page that answers a form, which is asked for, filled and pressed. */
async function inspectAnswer(
  page: Page,
  address: string,
  form: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.goto(address);
  await inspectThroughout(page, async () => {
    await page.goto(address);
    for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(value);
    // A form of the post office lies folded.
    await page
      .locator('main details')
      .evaluateAll((folded) => folded.forEach((each) => each.setAttribute('open', '')));
    await page.locator(`${form} button:not([formaction])`).first().click();
    await page.waitForLoadState();
  });
}

describe('axe finds nothing in either language, on a telephone or at a desk', () => {
  it.each(['/', '/docs', '/login', '/status', '/khong-co-trang-nay', '/desk/inbox', '/v/khong-co'])(
    'on %s',
    async (address) => inspectAt(await house.visit(), address),
  );

  it('on what answers who asks where a dossier stands', async () => {
    const page = await house.visit();
    await inspectAnswer(page, '/status', 'main form');
    await inspectAnswer(page, '/status', 'main form', { code: dossiers.linked.code, lastFour: '1234' });
  });

  it('on the way from a link to the file, and behind the QR code', async () => {
    const page = await house.visit();
    const sent = (await house.stack.ses?.outbox.list()) ?? [];
    const { text } = sent.findLast((each) => each.text?.includes(dossiers.linked.code)) ?? {};
    const link = /http\S+\/l\/\S+/.exec(text ?? '')?.[0] ?? '';
    await inspectAt(page, link);
    for (const lastFour of ['12', '1234']) await inspectAnswer(page, link, 'main form', { lastFour });
    const { verifyId } = await house.tracker.revision(dossiers.linked);
    await inspectAt(page, `/v/${verifyId}`);
  });

  it('on the official’s desk', async () => {
    const page = await house.as('official');
    const known = (['drafted', 'issued'] as const).map(of('inbox'));
    for (const address of ['/desk/inbox', ...known]) await inspectAt(page, address);
    await inspectAnswer(page, of('inbox')('drafted'), 'main form[method=post]');
  });

  it('on the clerk’s desk', async () => {
    const page = await house.as('clerk');
    const known = (['sealing', 'issued', 'posted', 'linked', 'stopped'] as const).map(of('dossiers'));
    for (const address of ['/desk/submit', '/desk/clerk', ...known]) await inspectAt(page, address);
    const json = '{"code": 1}';
    await inspectAnswer(page, '/desk/submit', 'form[method=post][action="/desk/submit"]', { json });
    await inspectAnswer(page, of('dossiers')('issued'), 'form[action$="/collection"]');
  });

  it.each([
    { username: 'post', address: '/desk/post' },
    { username: 'operator', address: '/desk/repairs' },
  ])('on $address', async ({ username, address }) => {
    const page = await house.as(username);
    await inspectAt(page, address);
    await inspectAnswer(page, address, 'main form[method=post]');
  });
});
