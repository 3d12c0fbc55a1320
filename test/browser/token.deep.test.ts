import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, vi } from 'vitest';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { signDigest } from '../../infra/local/kms/sign-digest.ts';
import { startTokenAgent, type TokenAgent } from '../support/token-agent.ts';
import type { House } from './house.ts';
import { inspectThroughout } from './inspect.ts';
import { follow, press, typeInto } from './keyboard.ts';
import { button, done, errors, t } from './portal-page.ts';
import { it } from './shared-house.ts';

const DEPUTY = 'pho-chu-tich-buon-ma-thuot';

// One test looks at many pages eight times over; nothing here is timed.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let house: House;
let agent: TokenAgent;
let key: string;
it.beforeAll(async ({ house: shared }) => {
  house = shared;
  agent = await startTokenAgent([new URL(house.stack.url).origin], house.tokenAgentPort);
  const place = path.join(house.stack.dataDir, 'token', DEPUTY);
  key = await readFile(`${place}.pem`, 'utf8');
  agent.hold(key, await readFile(`${place}.crt`, 'utf8'));
});
afterAll(() => agent.close());

const status = (page: Page) => page.locator('[data-agent-status]');

/** Dossiers the deputy has approved, which wait for her token. */
async function prepared(count: number): Promise<RevisionId[]> {
  const ids: RevisionId[] = [];
  for (let made = 0; made < count; made += 1) ids.push(await house.submit('01-link', { official: DEPUTY }));
  for (const id of ids) await house.approve(id, 'deputy');
  for (const id of ids) await house.reaches(id, 'awaiting-signature');
  return ids;
}

async function says(page: Page, text: string): Promise<void> {
  await status(page).getByText(text, { exact: true }).waitFor();
}

async function pair(page: Page): Promise<void> {
  await says(page, t.tokenAgent.pairing);
  await typeInto(page.getByLabel(t.signing.pairingCode), agent.code());
  await press(button(page, t.signing.pair));
  await says(page, t.tokenAgent.ready);
}

describe('an official with a token', () => {
  it('approves, pairs and signs one dossier, with the keyboard alone', async () => {
    const id = await house.submit('01-link', { official: DEPUTY });
    await house.reaches(id, 'awaiting-approval');
    const page = await house.as('deputy');
    await page.goto(`/desk/inbox/${id.code}/1`);
    await press(page.getByRole('radio', { name: t.inbox.sign, exact: true }), 'Space');
    await follow(button(page, t.inbox.confirm));
    expect(new URL(page.url()).pathname).toBe(`/desk/signing/${id.code}/1`);
    await page.getByText(t.signing.lead).waitFor({ timeout: 60_000 });
    await pair(page);
    await inspectThroughout(page);
    await says(page, t.tokenAgent.ready);
    await follow(button(page, t.signing.signChosen));
    expect(await done(page)).toContain(t.signing.done(1));
    expect(agent.asked.at(-1)?.digests.map(({ label }) => label)).toEqual([
      expect.stringContaining(id.code) as unknown,
    ]);
    await house.reaches(id, 'returned');
  });

  it('signs many at once, in whatever order the values come; a bad one costs the others nothing', async () => {
    const ids = await prepared(4);
    const page = await house.as('deputy');
    await page.goto('/desk/signing');
    await says(page, t.tokenAgent.ready);
    await inspectThroughout(page);
    await says(page, t.tokenAgent.ready);
    Object.assign(agent.faults, { reversed: true, badValueAt: 1, missingAt: 2 });
    await press(button(page, t.signing.chooseAll));
    await follow(button(page, t.signing.signChosen));
    Object.assign(agent.faults, { reversed: false, badValueAt: undefined, missingAt: undefined });
    expect(await done(page)).toContain(t.signing.done(2));
    expect(await done(page)).toContain(t.signing.remaining(2));
    expect(await errors(page)).toEqual([
      expect.stringMatching(/không khớp với chứng thư số/) as unknown,
      expect.stringContaining(t.tokenAgent['fault-token-failed']) as unknown,
    ]);
    expect(await page.locator('[data-row]').count()).toBe(2);
    await says(page, t.tokenAgent.ready);
    await press(button(page, t.signing.chooseAll));
    await follow(button(page, t.signing.signChosen));
    expect(await done(page)).toContain(t.signing.done(2));
    for (const id of ids) await house.reaches(id, 'returned');
    await inspectThroughout(page);
  });

  it.each(['no-token', 'pin-wrong', 'pin-locked', 'cancelled', 'busy', 'certificate-not-found'] as const)(
    'is told what to do about %s, and nothing is lost',
    async (code) => {
      const [id] = await waiting();
      const page = await house.as('deputy');
      await page.goto(`/desk/signing/${id.code}/1`);
      await says(page, t.tokenAgent.ready);
      agent.faults.refuse = code;
      await press(button(page, t.signing.signChosen));
      await says(page, t.tokenAgent[`fault-${code}`]);
      delete agent.faults.refuse;
      expect((await house.tracker.state(id)).status).toBe('awaiting-signature');
    },
  );

  it('is led to the field when what was pasted is no signature', async () => {
    const [id] = await waiting();
    const page = await house.as('deputy');
    await page.goto(`/desk/signing/${id.code}/1`);
    await typeInto(page.getByLabel(t.signing.value), '@');
    await inspectThroughout(page, async () => {
      await page.locator('main textarea').fill('@');
      await page.locator('main form[method=post] button[type=submit]').click();
      await page.locator('.govuk-error-summary').waitFor();
    });
    await page.locator('.govuk-error-summary a').click();
    const field = page.getByLabel(t.signing.value);
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('pairs again when the software has forgotten the page, and is told of a wrong code', async () => {
    const [id] = await waiting();
    const page = await house.as('deputy');
    agent.pass(9 * 3_600_000);
    await page.goto(`/desk/signing/${id.code}/1`);
    await says(page, t.tokenAgent.ready);
    await press(button(page, t.signing.signChosen));
    await says(page, t.tokenAgent['fault-session-unknown']);
    await typeInto(
      page.getByLabel(t.signing.pairingCode),
      agent.code() === '00000000' ? '1'.repeat(8) : '0'.repeat(8),
    );
    await press(button(page, t.signing.pair));
    await says(page, t.tokenAgent['fault-pairing-refused']);
    await typeInto(page.getByLabel(t.signing.pairingCode), agent.code());
    await press(button(page, t.signing.pair));
    await says(page, t.tokenAgent.ready);
  });

  it('copies and pastes without JavaScript, is told of what is no signature, and keeps the rest', async () => {
    const [id] = await waiting();
    const page = await house.without('deputy');
    await page.goto(`/desk/signing/${id.code}/1`);
    expect(await button(page, t.signing.signChosen).count()).toBe(0);
    await follow(button(page, t.signing.handIn));
    expect(await errors(page)).toEqual([t.signing.nothing]);
    await page.getByLabel(t.signing.value).fill('không phải chữ ký');
    await follow(button(page, t.signing.handIn));
    expect(await errors(page)).toEqual([`${id.code}: ${t.signing.notBase64}`]);
    const digest = (await page.locator('.kq-hash').first().textContent()) ?? '';
    const value = signDigest(key, 'ECDSA_SHA_256', Buffer.from(digest, 'hex')).toString('base64');
    await page.getByLabel(t.signing.value).fill(`${value.slice(0, 40)}\n${value.slice(40)}`);
    await follow(button(page, t.signing.handIn));
    expect(await done(page)).toContain(t.signing.done(1));
    await house.reaches(id, 'returned');
    await page.goto(`/desk/signing/${id.code}/1`);
    await page.getByText(t.signing.notWaiting).waitFor();
    await page.goto('/desk/signing');
    await page.getByText(t.signing.empty).waitFor();
  });

  /** One dossier that several of these tests find waiting. */
  let open: RevisionId | undefined;
  async function waiting(): Promise<readonly [RevisionId]> {
    open ??= (await prepared(1))[0]!;
    return [open];
  }
});

describe('the page’s connections', () => {
  it('are allowed to the agent on this page alone', async () => {
    const page = await house.as('deputy');
    const policies = await Promise.all(
      ['/desk/signing', '/desk/inbox', '/'].map(
        async (address) => (await page.request.get(address)).headers()['content-security-policy'] ?? '',
      ),
    );
    expect(policies.map((policy) => /connect-src [^;]*/.exec(policy)?.[0])).toEqual([
      `connect-src ${agent.origin}`,
      undefined,
      undefined,
    ]);
  });

  it('say that no software is there when it is not, or does not know this site', async () => {
    const page = await house.as('deputy');
    const [id] = await prepared(1);
    await page.route(`${agent.origin}/**`, (route) => route.abort());
    await page.goto(`/desk/signing/${id?.code}/1`);
    await says(page, t.tokenAgent.absent);
    await page.unroute(`${agent.origin}/**`);
    await press(button(page, t.signing.find));
    await says(page, t.tokenAgent.ready);
  });
});
