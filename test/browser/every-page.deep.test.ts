import type { Page } from 'playwright-core';
import { describe, vi } from 'vitest';
import type { RevisionId } from '../../functions/tracking/index.ts';
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
  const agency = await house.directory.agency('H15.27');
  const lost = { ...agency.seal, picture: 'directory/seals/lost.png' };
  await house.directory.putAgency({ ...agency, seal: lost });
  dossiers.stopped = await house.submit('01-link');
  await house.approve(dossiers.stopped);
  await house.reaches(dossiers.stopped, 'awaiting-repair');
  await house.directory.putAgency(agency);
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

/** How to have the page that answers a form: the form is asked for, filled and pressed. */
const pressed = (page: Page, address: string, form: string, fields: Record<string, string> = {}) =>
  async function again() {
    await page.goto(address);
    for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(value);
    // A form of the post office lies folded.
    await page
      .locator('main details')
      .evaluateAll((folded) => folded.forEach((each) => each.setAttribute('open', '')));
    await page.locator(`${form} button:not([formaction])`).first().click();
    await page.waitForLoadState();
  };

describe('axe finds nothing in either language, on a telephone or at a desk', () => {
  it.each(['/', '/docs', '/login', '/status', '/khong-co-trang-nay', '/desk/inbox', '/v/khong-co'])(
    'on %s',
    async (address) => {
      const page = await house.visit();
      await page.goto(address);
      await inspectThroughout(page);
    },
  );

  it('on what answers who asks where a dossier stands', async () => {
    const page = await house.visit();
    const { code } = dossiers.linked;
    const unfilled = pressed(page, '/status', 'main form');
    for (const ask of [unfilled, pressed(page, '/status', 'main form', { code, lastFour: '1234' })]) {
      await ask();
      await inspectThroughout(page, ask);
    }
  });

  it('on the way from a link to the file, and behind the QR code', async () => {
    const page = await house.visit();
    const sent = (await house.stack.ses?.outbox.list()) ?? [];
    const { text } = sent.findLast((each) => each.text?.includes(dossiers.linked.code)) ?? {};
    const link = /http\S+\/l\/\S+/.exec(text ?? '')?.[0] ?? '';
    await page.goto(link);
    await inspectThroughout(page);
    for (const lastFour of ['12', '1234']) {
      const unlock = pressed(page, link, 'main form', { lastFour });
      await unlock();
      await inspectThroughout(page, unlock);
    }
    const { verifyId } = await house.tracker.revision(dossiers.linked);
    await page.goto(`/v/${verifyId}`);
    await inspectThroughout(page);
  });

  it('on the official’s desk', async () => {
    const page = await house.as('official');
    for (const address of ['/desk/inbox', ...(['drafted', 'issued'] as const).map(of('inbox'))]) {
      await page.goto(address);
      await inspectThroughout(page);
    }
    const decide = pressed(page, of('inbox')('drafted'), 'main form[method=post]');
    await decide();
    await inspectThroughout(page, decide);
  });

  it('on the clerk’s desk', async () => {
    const page = await house.as('clerk');
    const known = (['sealing', 'issued', 'posted', 'linked', 'stopped'] as const).map(of('dossiers'));
    for (const address of ['/desk/submit', '/desk/clerk', ...known]) {
      await page.goto(address);
      await inspectThroughout(page);
    }
    const submit = pressed(page, '/desk/submit', 'form[method=post][action="/desk/submit"]', {
      json: '{"code": 1}',
    });
    const collect = pressed(page, of('dossiers')('issued'), 'form[action$="/collection"]');
    for (const answered of [submit, collect]) {
      await answered();
      await inspectThroughout(page, answered);
    }
  });

  it('on the post office’s desk and the operator’s', async () => {
    for (const [username, address] of [
      ['post', '/desk/post'],
      ['operator', '/desk/repairs'],
    ] as const) {
      const page = await house.as(username);
      await page.goto(address);
      await inspectThroughout(page);
      const report = pressed(page, address, 'main form[method=post]');
      await report();
      await inspectThroughout(page, report);
    }
  });
});

const of = (room: 'inbox' | 'dossiers') => (name: keyof typeof dossiers) => desk(room, dossiers[name]);
