import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, vi } from 'vitest';
import { citizen } from '../../functions/portal/text/citizen.ts';
import { verification } from '../../functions/portal/text/verification.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { at } from '../support/acting-office.ts';
import type { House } from './house.ts';
import { inspectThroughout, inspectAsItIs } from './inspect.ts';
import { follow } from './keyboard.ts';
import { it } from './shared-house.ts';

const t = verification.vi;

// One test looks at many pages eight times over; nothing here is timed.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let house: House;
let page: Page;
let id: RevisionId;
let folder: string;
const files = { issued: '', tampered: '', none: '', large: '' };
it.beforeAll(async ({ house: shared }) => {
  house = shared;
  page = await house.visit();
  id = await house.submit('01-link');
  await house.approve(id);
  await house.reaches(id, 'returned');
  const pdf = Buffer.from(await house.stack.as('integration').download(`${at(id)}/result`));
  const tampered = Buffer.from(pdf);
  tampered.writeUInt8(tampered.readUInt8(1_000) ^ 1, 1_000);
  folder = await mkdtemp(path.join(tmpdir(), 'ket-qua-files-'));
  const contents = { issued: pdf, tampered, none: 'Kính gửi', large: Buffer.alloc(21 * 1024 * 1024) };
  for (const name of ['issued', 'tampered', 'none', 'large'] as const) {
    files[name] = path.join(folder, `${name}.pdf`);
    await writeFile(files[name], contents[name]);
  }
});
afterAll(() => rm(folder, { recursive: true }));

const input = () => page.locator('input[type=file]');
const result = (): Promise<void> => page.locator('.govuk-inset-text').waitFor();

async function verify(file: string): Promise<void> {
  await page.goto('/verify');
  await input().setInputFiles(file);
  await page.locator('main button').click();
  await result();
}

const verdict = () => page.locator('.govuk-inset-text .govuk-heading-m').textContent();

describe('who has a file', () => {
  it('comes from the page behind the QR code, and sends it with the keyboard alone', async () => {
    const { verifyId } = await house.tracker.revision(id);
    await page.goto(`/v/${verifyId}`);
    await follow(page.getByRole('link', { name: citizen.vi.verifyFile }));
    await inspectThroughout(page);
    await input().setInputFiles(files.issued);
    await follow(page.getByRole('button', { name: t.uploadButton }));
    await result();
    expect(await verdict()).toBe(t.valid);
    await page.getByText(t.issued).waitFor();
    expect(await page.locator('.govuk-summary-card').count()).toBe(3);
  });

  it('reads the verdict in both languages, on a telephone and at a desk', async () => {
    await inspectThroughout(page, () => verify(files.issued));
  });

  it('is told that a file was tampered with, and why', async () => {
    await verify(files.tampered);
    expect(await verdict()).toBe(t.notValid);
    await page.getByText(t.notOurs).waitFor();
    await inspectAsItIs(page);
  });

  it('is told that a file is no PDF', async () => {
    await verify(files.none);
    expect(await verdict()).toBe(t.cannotTell);
    await page.getByText(t.cannotRead).waitFor();
    await inspectAsItIs(page);
  });

  it('is told before sending that a file is too large', async () => {
    await page.goto('/verify');
    await input().setInputFiles(files.large);
    await page.locator('main button').click();
    const said = await input().evaluate((element) => (element as HTMLInputElement).validationMessage);
    expect(said).toBe(t.tooLarge);
    expect(new URL(page.url()).pathname).toBe('/verify');
  });

  it('sees that something is under way while the file is sent and verified', async () => {
    await page.goto('/verify');
    await input().setInputFiles(files.issued);
    const shown = await page.locator('main form').evaluate((form) => {
      (form as HTMLFormElement).requestSubmit();
      const [status, bar] = ['[role=status]', 'progress'].map((each) => document.querySelector(each));
      return [status?.textContent.trim(), bar?.checkVisibility()];
    });
    expect(shown).toEqual([t.uploading, true]);
    await result();
  });

  it('has that said in both languages, too', async () => {
    await page.goto('/verify');
    await inspectThroughout(page, async () => {
      await page.goto('/verify');
      await page.locator('#progress').evaluate((progress) => progress.removeAttribute('hidden'));
    });
  });

  it('needs no script: a button leads on from the upload', async () => {
    const context = await page.context().browser()!.newContext({
      baseURL: house.stack.url,
      javaScriptEnabled: false,
    });
    const bare = await context.newPage();
    await bare.goto('/verify');
    await bare.locator('input[type=file]').setInputFiles(files.issued);
    await bare.locator('main button').click();
    await bare.getByRole('heading', { name: t.startTitle }).waitFor();
    await bare.getByRole('button', { name: t.verifyButton }).click();
    await bare.getByText(t.issued).waitFor();
    await context.close();
  });

  it('is told what to do when the file is gone', async () => {
    await page.goto('/verify');
    await page.goto(`/verify/${'a'.repeat(26)}`);
    await page.getByText('upload-unknown').waitFor();
    await inspectAsItIs(page);
    await page.goBack();
    await page.getByRole('heading', { name: t.title }).waitFor();
  });

  it('sees the step between in both languages', async () => {
    const context = await page.context().browser()!.newContext({ baseURL: house.stack.url });
    const still = await context.newPage();
    await still.route('**/portal.js', (route) => route.abort());
    await still.goto(`/verify/${'a'.repeat(26)}`);
    await inspectThroughout(still);
    await context.close();
  });

  it('is told first that its document was recalled, whatever the signatures are worth', async () => {
    const order = { reason: 'Ghi sai diện tích sàn tầng 1.' };
    await house.stack.as('official').post(`${at(id)}/recall`, order);
    await page.goto('/verify');
    await input().setInputFiles(files.issued);
    await page.locator('main button').click();
    await page.getByText(t.recalled, { exact: true }).waitFor();
    const told = await page.locator('.govuk-inset-text .govuk-heading-m').allTextContents();
    expect(told).toEqual([t.recalledTitle, t.valid]);
    await inspectAsItIs(page);
  });
});
