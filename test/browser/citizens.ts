import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, vi } from 'vitest';
import { sha256 } from '../../functions/platform/digest.ts';
import { catalogue } from '../../functions/portal/text/catalogue.ts';
import { appendicesIn, type RevisionId } from '../../functions/tracking/index.ts';
import type { House } from './house.ts';
import { inspect, inspectAsItIs } from './inspect.ts';
import { follow, press, typeInto } from './keyboard.ts';
import { errors, t } from './portal-page.ts';
import { it } from './shared-house.ts';

const [RIGHT, WRONG] = ['1234', '9999'];

// One test looks at many pages, each in two languages; nothing here is timed.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let house: House;
let page: Page;
let returned: RevisionId;
it.beforeAll(async ({ house: shared }) => {
  house = shared;
  page = await house.visit();
  returned = await house.submit('15-appendix-of-its-own');
  await house.approve(returned);
  await house.reaches(returned, 'returned');
});

const lastFour = () => page.getByLabel(t.citizen.lastFour);

describe('anybody', () => {
  it.each(['/', '/docs', '/login', '/status', '/khong-co-trang-nay', '/desk/inbox'])(
    'sees %s',
    async (path) => {
      await page.goto(path);
      await inspect(page);
    },
  );

  it('switches the language and stays where they are', async () => {
    await page.goto('/login?to=%2Fdesk%2Finbox');
    await page.getByRole('link', { name: t.common.switchLanguage }).click();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.getByRole('link', { name: catalogue.en.common.switchLanguage }).click();
    expect(await page.getAttribute('html', 'lang')).toBe('vi');
    const forth = page.getByRole('button', { name: t.login.continue });
    expect(await forth.getAttribute('href')).toBe('/login/start?to=%2Fdesk%2Finbox');
  });
});

describe('an applicant', () => {
  const ask = () => page.getByRole('button', { name: t.citizen.statusButton }).click();

  it('asks where a dossier stands, with the keyboard alone', async () => {
    await page.goto('/status');
    await typeInto(page.getByLabel(t.citizen.code), returned.code);
    await typeInto(lastFour(), RIGHT);
    await follow(page.getByRole('button', { name: t.citizen.statusButton }));
    await page.getByText('Đã trả kết quả').waitFor();
    await inspect(page, async () => {
      await page.goto('/status');
      await page.locator('[name=code]').fill(returned.code);
      await page.locator('[name=lastFour]').fill(RIGHT);
      await page.locator('main button').click();
      await page.getByRole('heading', { name: returned.code }).waitFor();
    });
  });

  it('is told what is missing, and led there', async () => {
    await page.goto('/status');
    await ask();
    expect((await errors(page)).length).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('govuk-error-summary');
    await page.locator('.govuk-error-summary a').last().click();
    expect(await lastFour().evaluate((element) => element === document.activeElement)).toBe(true);
    await inspect(page, () => page.locator('main button').click());
  });

  it('is told that nothing has this code and these digits, and keeps the code', async () => {
    await page.goto('/status');
    await page.getByLabel(t.citizen.code).fill(returned.code);
    await lastFour().fill(WRONG);
    await ask();
    expect(await errors(page)).toEqual([expect.stringMatching(/Không tìm thấy hồ sơ/)]);
    expect(await page.getByLabel(t.citizen.code).inputValue()).toBe(returned.code);
  });
});

describe('who got a link', () => {
  let link = '';

  it('finds it in the message, as sent', async () => {
    for (const path of ['/_embedded/', '/_embedded/pki', '/_embedded/outbox']) {
      await page.goto(path);
      await inspectAsItIs(page);
    }
    const sent = (await house.stack.ses?.outbox.list()) ?? [];
    const message = sent.findLast(({ text }) => text?.includes(returned.code));
    await page.locator(`tbody a[href$="${message?.messageId}"]`).click();
    await inspectAsItIs(page);
    link = (await page.locator('pre a').first().getAttribute('href')) ?? '';
    await page.locator('pre a').first().click();
    await page.getByRole('heading', { name: t.citizen.landingTitle }).waitFor();
    expect(page.url()).toBe(link);
    await inspect(page);
  });

  it('is asked again after wrong digits', async () => {
    await typeInto(lastFour(), WRONG);
    await follow(page.getByRole('button', { name: t.citizen.unlockButton }));
    expect(await errors(page)).toEqual([expect.stringMatching(/Bốn số cuối không đúng/)]);
    await inspect(page, async () => {
      await page.locator('[name=lastFour]').fill('12');
      await page.locator('main button').click();
    });
  });

  it('downloads the very file that was archived', async () => {
    await inspect(page, async () => {
      await page.goto(link);
      await page.locator('[name=lastFour]').fill(RIGHT);
      await page.locator('main button').click();
      await page.locator('main a[href*="/download/"]').first().waitFor();
    });
    const button = page.getByRole('button', { name: t.citizen.downloadButton });
    const [download] = await Promise.all([page.waitForEvent('download'), press(button)]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    const { archived } = await house.tracker.state(returned);
    expect(sha256(await readFile(await download.path()))).toBe(archived?.sha256);
  });

  it('downloads the appendix that is a file of its own beside it', async () => {
    const button = page.getByRole('button', { name: t.citizen.downloadAppendix(1) });
    const [download] = await Promise.all([page.waitForEvent('download'), press(button)]);
    const [appendix] = appendicesIn(await house.tracker.log.read(returned));
    expect(sha256(await readFile(await download.path()))).toBe(appendix?.archived?.sha256);
  });

  it('is told what to do when the address was used before', async () => {
    await page.getByRole('button', { name: t.citizen.downloadButton }).click();
    await page.getByRole('heading', { name: 'Không tải được kết quả' }).waitFor();
    const header = page.locator('header');
    expect(await header.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(11, 59, 96)');
    await inspectAsItIs(page);
  });

  it('finds it locked after five wrong tries', async () => {
    await page.goto(link);
    for (let tries = 0; tries < 5; tries += 1) {
      await page.locator('[name=lastFour]').fill(WRONG);
      await page.locator('main button').click();
    }
    await page.getByText('nhập sai năm lần').waitFor();
    await page.goto(link);
    await inspect(page);
  });
});

describe('who holds a paper', () => {
  it('checks it by its QR code', async () => {
    const { verifyId } = await house.tracker.revision(returned);
    await page.goto(`/v/${verifyId}`);
    await page.getByText(t.citizen.verifyIssued).waitFor();
    await inspect(page);
  });

  it('finds the hash of the file they have, though its timestamp was renewed since', async () => {
    const { verifyId } = await house.tracker.revision(returned);
    const { archived } = await house.tracker.state(returned);
    const from = archived!.sha256;
    const later = {
      ...archived!,
      key: archived!.key.replace(from, sha256('later')),
      sha256: sha256('later'),
    };
    const times = { stampedAt: '2031-05-01T00:00:00Z', certificatesEnd: '2036-07-01T00:00:00Z' };
    const renewed = { ...later, from, ...times };
    await house.tracker.record(returned, 'file-renewed', `file-renewed:${from}`, renewed);
    await page.goto(`/v/${verifyId}`);
    await page.getByText(t.citizen.verifyEarlierHash).waitFor();
    const [appendix] = appendicesIn(await house.tracker.log.read(returned));
    expect(await page.locator('.kq-hash').allTextContents()).toEqual([
      later.sha256,
      from,
      appendix?.archived?.sha256,
    ]);
    await inspect(page);
  });

  it('is told that a code is unknown', async () => {
    await page.goto('/v/khong-co');
    await inspect(page);
    await page.getByText('Mã lỗi').waitFor();
  });
});
