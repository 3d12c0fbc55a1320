import { describe, expect, vi } from 'vitest';
import { demoPeople } from '../../infra/local/demo/demo-people.ts';
import { until } from '../support/acting-office.ts';
import { whileSealIsLost } from '../support/lost-seal.ts';
import { button, desk, done, errors, paintedWidth, t } from './portal-page.ts';
import type { House } from './house.ts';
import { inspectThroughout } from './inspect.ts';
import { follow, typeInto } from './keyboard.ts';
import { it } from './shared-house.ts';

// One test looks at many pages, each in two languages; nothing here is timed.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let house: House;
it.beforeAll(async ({ house: shared }) => {
  house = shared;
});

describe('a clerk who submits', () => {
  it('previews it, every place to correct framed on the pages', async () => {
    const page = await house.as('clerk');
    await page.goto('/desk/submit');
    await page.getByLabel(t.submit.start).selectOption('phieu-tu-choi');
    await button(page, t.submit.startButton).click();
    const sample = await page.getByLabel(t.submit.json).inputValue();
    await page.getByLabel(t.submit.json).fill(sample.replace(/"revision": 1/, '"revision": 0'));
    await button(page, t.preview.button).click();
    await page.getByRole('heading', { name: t.preview.title }).waitFor();
    expect(await page.locator('.govuk-error-summary li').allTextContents()).toHaveLength(1);
    const picture = page.locator('.kq-paper img').first();
    expect(await paintedWidth(picture)).toBeGreaterThan(500);
    await inspectThroughout(page, () =>
      button(page, t.preview.again).or(button(page, 'Preview again')).click(),
    );
  });
});

describe('an official', () => {
  it('reads the appendix that is a file of its own beside the document', async () => {
    const id = await house.submit('15-appendix-of-its-own', { delivery: { counter: {} } });
    await house.reaches(id, 'awaiting-approval');
    const page = await house.as('official');
    await page.goto(desk('inbox', id));
    const papers = page.locator('.kq-paper img');
    expect(await papers.count()).toBe(2);
    for (const paper of await papers.all()) expect(await paintedWidth(paper)).toBeGreaterThan(1_000);
    await inspectThroughout(page);
  });
});

describe('an official who initials before another', () => {
  it('finds it in their own list, initials it, and sees before whom it lies now', async () => {
    const before = await house.directory.agency('H15.27');
    const initials = [{ procedures: ['1.013225'], officials: ['giam-doc-so-xay-dung'] }];
    await house.directory.putAgency({ ...before, initials });
    const director = demoPeople.find(({ username }) => username === 'director');
    const { sub = '', name = '', official = '' } = director ?? {};
    await house.directory.putUser({ sub, name, agencies: ['H15.12', 'H15.27'], official });
    const id = await house.submit('03-counter');
    await house.reaches(id, 'awaiting-approval');
    await house.directory.putAgency(before);
    const page = await house.as('director');
    await page.goto('/desk/inbox');
    await page.getByText(t.inbox.awaitingInitial).waitFor();
    await inspectThroughout(page);
    await page.goto(desk('inbox', id));
    await inspectThroughout(page);
    await page.getByRole('radio', { name: t.inbox.initial, exact: true }).check();
    await button(page, t.inbox.confirm).click();
    expect(await done(page)).toContain(t.inbox.doneInitialled(id.code));
    await page.goto(desk('dossiers', id));
    await page.getByText('Trần Hữu Nghĩa', { exact: true }).waitFor();
    await house.approve(id);
    await house.reaches(id, 'issued');
    expect(
      (await house.tracker.log.read(id)).filter(({ type }) => type === 'result-initialled'),
    ).toHaveLength(1);
  });
});

describe('a clerk with an issued result', () => {
  it('orders a certified copy by one press, however often, and opens it once it is issued', async () => {
    const id = await house.submit('03-counter');
    await house.approve(id);
    await house.reaches(id, 'issued');
    const page = await house.as('clerk');
    await page.goto(desk('dossiers', id));
    await button(page, t.clerk.copyButton).click();
    expect(await done(page)).toContain(t.clerk.doneCopyOrdered);
    const issued = page.getByRole('link', { name: t.clerk.copyOpen('01/SY-UBND') });
    await until(async () => {
      await page.goto(desk('dossiers', id));
      return (await issued.count()) === 1 || undefined;
    }, 'the copy on the page');
    await inspectThroughout(page);
    const pdf = await page.request.get((await issued.getAttribute('href')) ?? '');
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('an official who recalls a document', () => {
  it('is shown what follows from it, and does it with two presses, without JavaScript, too', async () => {
    const id = await house.submit('03-counter');
    await house.approve(id);
    await house.reaches(id, 'issued');
    const page = await house.as('official');
    await page.goto(desk('dossiers', id));
    await page.getByRole('link', { name: t.recall.start }).click();
    const onward = () => page.locator('form[action$="/recall/check"] button').click();
    await page.getByLabel(t.recall.decisionDate).fill('ngày mai');
    await onward();
    expect(await errors(page)).toEqual([t.recall.reasonTooShort, t.recall.numberMissing, t.recall.dateWrong]);
    await inspectThroughout(page, onward);
    const reason = 'Ghi sai diện tích sàn tầng 1.';
    await page.getByLabel(t.recall.reason, { exact: true }).fill(reason);
    await page.getByLabel(t.recall.decisionNumber).fill('15/QĐ-UBND');
    await page.getByLabel(t.recall.decisionDate).fill('1/10/2026');
    await onward();
    await page.getByText(t.recall.decisionOf('15/QĐ-UBND', '01/10/2026')).waitFor();
    await inspectThroughout(page, async () => {
      await page.locator('form[action$="/recall"] button[formaction]').click();
      await onward();
    });
    const plain = await house.without('official');
    await plain.goto(`${desk('dossiers', id)}/recall`);
    await plain.getByLabel(t.recall.reason, { exact: true }).fill(reason);
    await follow(button(plain, t.recall.continue));
    await follow(button(plain, t.recall.confirm));
    expect(await done(plain)).toContain(t.recall.done);
    await page.goto(desk('dossiers', id));
    await page.getByText(reason, { exact: true }).waitFor();
    await inspectThroughout(page);
    const { verifyId } = await house.tracker.revision(id);
    await page.goto(`/v/${verifyId}`);
    await page.getByText('đã bị cơ quan ban hành thu hồi ngày').waitFor();
    await inspectThroughout(page);
  });
});

describe('the operator', () => {
  it('lets all that stopped for one cause go on at once', async () => {
    const ids = [await house.submit('03-counter'), await house.submit('03-counter')];
    await whileSealIsLost(house.directory, 'H15.27', async () => {
      for (const id of ids) await house.approve(id);
      for (const id of ids) await house.reaches(id, 'awaiting-repair');
    });
    const page = await house.as('operator');
    const together = button(page, t.repairs.alikeButton);
    await until(async () => {
      await page.goto('/desk/repairs');
      return (await together.count()) || undefined;
    }, 'both repairs on the desk');
    await page.getByText(t.repairs.alike('2')).waitFor();
    await inspectThroughout(page);
    await together.click();
    expect(await errors(page)).toEqual([t.repairs.noteMissing]);
    await inspectThroughout(page, () => page.locator('form:has(input[name=state]) button').click());
    await typeInto(page.getByLabel(t.repairs.note).first(), 'Đã nạp lại hình dấu của cơ quan.');
    await follow(together);
    expect(await done(page)).toContain(t.repairs.doneAlike(2));
    for (const id of ids) await house.reaches(id, 'issued');
  });
});
