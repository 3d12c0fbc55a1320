import type { Page } from 'playwright-core';
import { describe, expect, vi } from 'vitest';
import { demoPassword } from '../../infra/local/demo/demo-people.ts';
import { until } from '../support/acting-office.ts';
import { whileSealIsLost } from '../support/lost-seal.ts';
import { button, desk, done, errors, paintedWidth, t } from './portal-page.ts';
import { signIn, type House } from './house.ts';
import { inspect, inspectAsItIs } from './inspect.ts';
import { follow, press, tabTo, typeInto } from './keyboard.ts';
import { it } from './shared-house.ts';

// One test looks at many pages, each in two languages; nothing here is timed.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let house: House;
it.beforeAll(async ({ house: shared }) => {
  house = shared;
});

describe('signing in', () => {
  it('leads to the province’s page on another site and back to where one wanted to go', async () => {
    const page = await house.visit();
    await page.goto('/desk/inbox');
    await page.locator('main').getByRole('link', { name: t.common.signIn }).click();
    await follow(button(page, t.login.continue));
    await page.getByRole('radio', { name: '(official)' }).waitFor();
    expect(new URL(page.url()).hostname).not.toBe(new URL(house.stack.url).hostname);
    await inspectAsItIs(page);
    await page.getByRole('radio', { name: '(official)' }).check();
    await page.getByLabel('Mật khẩu').fill('sai');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByText('Mật khẩu không đúng').waitFor();
    await inspectAsItIs(page);
    await page.getByLabel('Mật khẩu').fill(demoPassword);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: t.inbox.title }).waitFor();
    await inspect(page);
  });

  it('ends here and there with one press, and shows the way in again', async () => {
    const page = await signIn(await house.visit(), 'director');
    await button(page, t.common.signOut).click();
    await page.getByRole('button', { name: 'Đăng xuất / Sign out' }).click();
    await page.getByRole('link', { name: t.common.signIn }).first().waitFor();
    await page.goto('/desk/inbox');
    await page.getByText('phiên làm việc đã hết hạn').waitFor();
  });

  it('as one who has no part in a desk says so', async () => {
    const page = await house.as('post');
    await page.goto('/desk/inbox');
    await inspect(page);
    expect(await page.title()).toContain('không có quyền');
  });
});

describe('a clerk who submits', () => {
  it('starts from a sample, and intake takes it as it stands', async () => {
    const page = await house.as('clerk');
    await page.goto('/desk/submit');
    await inspect(page);
    const started = await page.getByLabel(t.submit.start).getByRole('option').allTextContents();
    expect(started).toEqual([...new Set(started)]);
    await page.getByLabel(t.submit.start).selectOption('phieu-tu-choi');
    await button(page, t.submit.startButton).click();
    expect(await page.getByLabel(t.submit.start).inputValue()).toBe('phieu-tu-choi');
    await button(page, t.submit.button).click();
    await page.getByRole('heading', { name: t.submit.doneTitle }).waitFor();
    await inspect(page, () => page.reload());
    await page.getByRole('link', { name: t.submit.follow }).click();
    await page.getByRole('heading', { name: t.clerk.steps }).waitFor();
  });

  it('is shown each field to correct, and keeps the text', async () => {
    const page = await house.as('clerk');
    await page.goto('/desk/submit');
    await page.getByLabel(t.submit.json).fill('{"code": 1}');
    await button(page, t.submit.button).click();
    expect((await errors(page)).length).toBeGreaterThan(3);
    expect(await page.getByLabel(t.submit.json).inputValue()).toBe('{"code": 1}');
    await inspect(page, () =>
      page.locator('form[method=post][action="/desk/submit"] button:not([formaction])').click(),
    );
  });
});

describe('an official', () => {
  it('reads the very document and signs it, with the keyboard alone', async () => {
    const id = await house.submit('03-counter');
    await house.reaches(id, 'awaiting-approval');
    const page = await house.as('official');
    await page.goto('/desk/inbox');
    await inspect(page);
    await follow(page.getByRole('link', { name: id.code }));
    const papers = page.locator('.kq-paper img');
    expect(await papers.count()).toBe(2);
    for (const paper of await papers.all()) expect(await paintedWidth(paper)).toBeGreaterThan(1_000);
    await follow(button(page, t.inbox.confirm));
    expect(await errors(page)).toEqual([t.inbox.chooseDecision]);
    await inspect(page, () => page.locator('main form[method=post] button').click());
    await typeInto(page.getByLabel(t.inbox.reason), 'x');
    await press(page.getByRole('radio', { name: t.inbox.sign, exact: true }), 'Space');
    await follow(button(page, t.inbox.confirm));
    expect(await errors(page)).toEqual([t.inbox.reasonButSigned]);
    await page.getByLabel(t.inbox.reason).fill('');
    await follow(button(page, t.inbox.confirm));
    expect(await done(page)).toContain(id.code);
    await follow(page.getByRole('link', { name: t.submit.follow }));
    await page.getByText(t.states.issued, { exact: true }).waitFor({ timeout: 60_000 });
    await page.goto(desk('inbox', id));
    await inspect(page);
  });

  it('loses no reason when the session has ended meanwhile', async () => {
    const id = await house.submit('05-refusal');
    await house.reaches(id, 'awaiting-approval');
    const page = await signIn(await house.visit(), 'official');
    await page.goto(desk('inbox', id));
    await page.getByRole('radio', { name: t.inbox.reject }).check();
    await page.getByLabel(t.inbox.reason).fill('Thiếu căn cứ pháp lý ở mục 2.');
    await page.context().clearCookies();
    await button(page, t.inbox.confirm).click();
    expect(await page.getByLabel(t.common.typed).inputValue()).toBe('Thiếu căn cứ pháp lý ở mục 2.');
    await inspectAsItIs(page);
    const back = page.locator('main').getByRole('link', { name: t.common.signIn });
    expect(await back.getAttribute('href')).toBe(`/login?to=${encodeURIComponent(desk('inbox', id))}`);
  });

  it('returns it with a reason, which is asked for', async () => {
    const id = await house.submit('05-refusal');
    await house.reaches(id, 'awaiting-approval');
    const page = await house.as('official');
    await page.goto(desk('inbox', id));
    await tabTo(page.getByRole('radio', { name: t.inbox.sign, exact: true }));
    await page.keyboard.press('ArrowDown');
    await follow(button(page, t.inbox.confirm));
    expect((await errors(page)).length).toBe(1);
    await typeInto(page.getByLabel(t.inbox.reason), 'Thiếu căn cứ pháp lý ở mục 2.');
    await follow(button(page, t.inbox.confirm));
    expect(await done(page)).toContain(id.code);
    await house.reaches(id, 'returned-for-correction');
  });
});

describe('the clerk', () => {
  it('has a result sealed by hand', async () => {
    const id = await house.submit('09-sealed-by-hand');
    await house.approve(id, 'director');
    await house.reaches(id, 'awaiting-seal');
    const page = await house.as('clerk');
    await page.goto('/desk/clerk');
    await inspect(page);
    await follow(page.getByRole('link', { name: id.code }));
    await inspect(page);
    await follow(button(page, t.clerk.sealButton));
    expect(await done(page)).toContain(t.clerk.doneSealed);
    expect(await button(page, t.clerk.sealButton).count()).toBe(0);
    await house.reaches(id, 'issued');
  });

  it('hands a result over at the counter', async () => {
    const id = await house.submit('03-counter');
    await house.approve(id);
    await house.reaches(id, 'issued');
    const page = await house.as('clerk');
    await page.goto('/desk/clerk');
    await page.getByLabel(t.clerk.find).fill(id.code);
    await button(page, t.clerk.findButton).click();
    await button(page, t.clerk.collectButton).click();
    expect(await errors(page)).toEqual([t.clerk.chooseIdentity, t.clerk.chooseCollector]);
    await inspect(page, () => page.locator('form[action$="/collection"] button').click());
    await page.getByRole('radio', { name: t.clerk.vneid }).check();
    await page.getByRole('radio', { name: t.clerk.applicant }).check();
    await button(page, t.clerk.collectButton).click();
    expect(await done(page)).toContain(t.clerk.doneCollected);
    await house.reaches(id, 'returned');
    await inspect(page);
  });

  it('sends a new link and withdraws it', async () => {
    const id = await house.submit('01-link');
    await house.approve(id);
    await house.reaches(id, 'returned');
    const page = await house.as('clerk');
    await page.goto(desk('dossiers', id));
    await button(page, t.clerk.reissueButton).click();
    expect(await done(page)).toContain(t.clerk.doneReissued);
    await button(page, t.clerk.revokeButton).click();
    expect(await errors(page)).toEqual([t.clerk.revokeTooShort]);
    await page.getByLabel(t.clerk.revokeReason).fill('Gửi nhầm địa chỉ thư');
    await button(page, t.clerk.revokeButton).click();
    expect(await done(page)).toContain(t.clerk.doneRevoked);
    await page.getByText(t.clerk.revoked, { exact: true }).waitFor();
    expect(await button(page, t.clerk.revokeButton).count()).toBe(0);
    await inspect(page);
  });
});

describe('the post office', () => {
  it('takes a parcel over, tries in vain, and delivers it', async () => {
    const id = await house.submit('02-post');
    await house.approve(id);
    const page = await house.as('post');
    await house.reaches(id, 'issued');
    await until(async () => {
      await page.goto('/desk/post');
      return (await page.locator('.govuk-summary-card').count()) || undefined;
    }, 'the parcel in the queue');
    await inspect(page);
    const label = await page.request.get(
      (await page.getByRole('link', { name: t.post.label }).getAttribute('href')) ?? '',
    );
    expect(label.headers()['content-type']).toBe('application/pdf');
    await report(page);
    expect(await errors(page)).toEqual([t.post.chooseEvent]);
    await inspect(page, () => page.locator('main form[method=post] button').click());
    await report(page, 'handed-over');
    await report(page, 'attempt-failed');
    expect((await errors(page)).length).toBe(1);
    await page.getByLabel(t.post.reason, { exact: true }).selectOption('not-found');
    await button(page, t.post.button).click();
    await report(page, 'delivered');
    expect(await done(page)).toMatch(/Đã ghi nhận/);
    await house.reaches(id, 'returned');
    await inspect(page);
  });

  /** Chooses an event, or none, and records it. */
  async function report(page: Page, event?: 'handed-over' | 'attempt-failed' | 'delivered'): Promise<void> {
    if (!(await button(page, t.post.button).isVisible())) await page.locator('summary').click();
    if (event) await page.getByRole('radio', { name: t.post[event], exact: true }).check();
    await button(page, t.post.button).click();
  }
});

describe('the operator', () => {
  it('lets a dossier go on once its cause is mended', async () => {
    const id = await house.submit('01-link');
    await whileSealIsLost(house.directory, 'H15.27', async () => {
      await house.approve(id);
      await house.reaches(id, 'awaiting-repair');
    });
    const page = await house.as('operator');
    await until(async () => {
      await page.goto('/desk/repairs');
      return (await page.getByText(id.code).count()) || undefined;
    }, 'the repair on the desk');
    await inspect(page);
    await button(page, t.repairs.button).click();
    expect(await errors(page)).toEqual([t.repairs.chooseAction, t.repairs.noteMissing]);
    await inspect(page, () => page.locator('main form[method=post] button').click());
    await page.getByRole('radio', { name: t.repairs.retry }).check();
    const tooLong = 'Đã nạp lại hình dấu. '.repeat(60).trim();
    await page.getByLabel(t.repairs.note).fill(tooLong);
    await button(page, t.repairs.button).click();
    expect((await errors(page)).length).toBe(1);
    expect(await page.getByLabel(t.repairs.note).inputValue()).toBe(tooLong);
    await page.getByLabel(t.repairs.note).fill('Đã nạp lại hình dấu của cơ quan.');
    await button(page, t.repairs.button).click();
    expect(await done(page)).toContain(id.code);
    await house.reaches(id, 'returned');
    await page.goto(desk('dossiers', id));
    await inspect(page);
  });
});
