import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, vi } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../../functions/platform/digest.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { approved, at, LAST_FOUR, reaches } from './dossiers.ts';
import { expectRefusal, type Answer, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

interface Sent extends RevisionId {
  readonly token: string;
}

let door: FrontDoor;
let [used, locked, raced, expired, revoked]: Sent[] = [];
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  [used, locked, raced, expired, revoked] = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const id = await approved(door);
      await reaches(door, id, 'returned');
      return { ...id, token: await tokenOf(id) };
    }),
  );
}, 180_000);
beforeEach(() => door.forgetRates());

/** The token in the newest e-mail about a dossier. */
async function tokenOf(id: RevisionId): Promise<string> {
  const messages = (await door.stack.ses?.outbox.list()) ?? [];
  const text = messages.findLast((message) => message.text?.includes(id.code))?.text ?? '';
  return /\/l\/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/.exec(text)?.[1] ?? 'no link was sent';
}

const look = (token: string) => door.ask(`/l/${token}`, { headers: { accept: 'text/html' } });
const unlock = (token: string, lastFour: string) => door.ask(`/l/${token}`, { form: { lastFour } });
const asProgram = { accept: 'application/json' };

/** Path of the download an unlocked page offers. */
const downloadOf = ({ text }: Answer) => /\/download\/[A-Za-z0-9_-]+/.exec(text)?.[0] ?? 'no download';

/** A page that refuses: for people, in Vietnamese. */
function expectPage(answer: Answer, status: number, says: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  expect(answer.text).toContain('<html lang="vi"');
  expect(answer.text).toContain(says);
}

const expectLocked = async ({ token }: Sent) => {
  expectPage(await look(token), 423, 'Liên kết đã bị khóa');
  expectPage(await unlock(token, LAST_FOUR), 423, 'Liên kết đã bị khóa');
  expectRefusal(await door.ask(`/l/${token}`, { headers: asProgram }), 423, 'link-locked');
};

describe('a link', () => {
  it('leads to a page with nothing personal, and looking at it any number of times spends nothing', async () => {
    for (let times = 0; times < 6; times += 1) {
      const page = await look(used!.token);
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('referrer-policy')).toBe('same-origin');
      for (const personal of ['Hạnh', '066190', 'hong.hanh', '0905123456']) {
        expect(page.text).not.toContain(personal);
      }
    }
    expect(await door.count(used!, 'link-opened')).toBe(6);
  });

  it('takes no count of what are not four digits', async () => {
    for (const typed of ['', '12', '12345', 'abcd', '١٢٣٤']) {
      expectPage(await unlock(used!.token, typed), 422, 'Phải là bốn chữ số');
    }
    expect(await door.count(used!, 'link-refused')).toBe(0);
  });

  it('bears four wrong second factors, says how many are left, and then opens to the right one', async () => {
    for (const left of [4, 3, 2, 1]) {
      expectPage(await unlock(used!.token, '9999'), 422, `Còn ${left} lần thử`);
    }
    const page = await unlock(used!.token, LAST_FOUR);
    expect(page.status).toBe(200);
    expect(await door.count(used!, 'link-refused')).toBe(4);
    expect(await door.count(used!, 'link-locked')).toBe(0);
  });

  it('gives the very file once, for five minutes, and records it', async () => {
    const download = downloadOf(await unlock(used!.token, LAST_FOUR));
    const before = await door.count(used!, 'result-downloaded');
    const answer = await door.ask(download);
    expect(answer.status).toBe(302);
    const address = new URL(answer.headers.get('location') ?? '');
    expect(Number(address.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(300);
    const file = new Uint8Array(await (await fetch(address)).arrayBuffer());
    expect(sha256(file)).toBe((await door.tracker.state(used!)).archived?.sha256);
    const again = await door.ask(download);
    expectPage(again, 410, 'chỉ dùng được một lần');
    expect(again.headers.get('x-error-code')).toBe('ticket-spent');
    const forged = await door.ask(`${download}x`);
    expectPage(forged, 404, 'Địa chỉ tải không đúng');
    expect(forged.headers.get('x-error-code')).toBe('ticket-unknown');
    expect(await door.count(used!, 'result-downloaded')).toBe(before + 1);
  });

  it('that is forged, cut off or lengthened is unknown, and nothing is kept of it', async () => {
    const before = await door.traces();
    const forged = `${used!.token.slice(0, -1)}${used!.token.endsWith('A') ? 'B' : 'A'}`;
    for (const token of [forged, used!.token.slice(0, -1), `${used!.token}A`, 'x']) {
      expectPage(await look(token), 404, 'Liên kết không đúng');
      expectPage(await unlock(token, LAST_FOUR), 404, 'Liên kết không đúng');
      expectRefusal(await door.ask(`/l/${token}`, { headers: asProgram }), 404, 'link-unknown');
    }
    expect(await door.traces()).toEqual(before);
  });

  it('says the same in English to who switched to it', async () => {
    const page = await door.ask(`/l/${'x'.repeat(43)}?lang=en`, { headers: { accept: 'text/html' } });
    expect(page.text).toContain('<html lang="en"');
    expect(page.text).toContain('This link is not right');
  });
});

describe('five wrong second factors', () => {
  it('lock a link, even to the right one', async () => {
    for (let wrong = 0; wrong < 4; wrong += 1) await unlock(locked!.token, '0000');
    expectPage(await unlock(locked!.token, '0000'), 423, 'Liên kết đã bị khóa');
    await expectLocked(locked!);
    expect(await door.count(locked!, 'link-locked')).toBe(1);
  });

  it('are five when they come at once, however many there are', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => unlock(raced!.token, String(1_000 + index))),
    );
    for (const { status } of answers) expect([422, 423]).toContain(status);
    expect(answers.filter(({ status }) => status === 422).length).toBeLessThan(5);
    expect(await door.count(raced!, 'link-refused')).toBe(5);
    await expectLocked(raced!);
    expect(await door.count(raced!, 'link-locked')).toBe(1);
  });

  it('are unlocked by a clerk with a new link; the old one is dead, and pressing twice sends one', async () => {
    const order = { action: 'reissue', replaces: 1 };
    for (let times = 0; times < 2; times += 1) {
      const answer = await door.ask(`${at(locked!)}/link`, { as: 'clerk', body: order });
      expect(answer.json(z.object({ sequence: z.number() })).sequence).toBe(2);
    }
    expect(await door.count(locked!, 'link-issued')).toBe(2);
    const outdated = { action: 'reissue', replaces: 7 };
    const refused = await door.ask(`${at(locked!)}/link`, { as: 'clerk', body: outdated });
    expectRefusal(refused, 409, 'link-outdated');
    expectPage(await look(locked!.token), 410, 'Đã có liên kết mới');
    // The sweeper sends it: the API has no right to send messages.
    const token = await vi.waitFor(
      async () => {
        const sent = await tokenOf(locked!);
        expect(sent).not.toBe(locked!.token);
        return sent;
      },
      { timeout: 10_000, interval: 100 },
    );
    expect((await unlock(token, LAST_FOUR)).status).toBe(200);
  });
});

describe('a link whose time is over', () => {
  it('has expired on the page, for the second factor, and for a download it gave before', async () => {
    const download = downloadOf(await unlock(expired!.token, LAST_FOUR));
    await door.table.client.send(
      new UpdateCommand({
        TableName: door.table.name,
        Key: { pk: `LINKHASH#${sha256(expired!.token)}`, sk: 'LINK' },
        UpdateExpression: 'SET validUntil = :past',
        ExpressionAttributeValues: { ':past': new Date(Date.now() - 1_000).toISOString() },
      }),
    );
    const before = await door.traces();
    expectPage(await look(expired!.token), 410, 'Liên kết đã hết hạn');
    expectPage(await unlock(expired!.token, LAST_FOUR), 410, 'Liên kết đã hết hạn');
    expectPage(await door.ask(download), 410, 'Liên kết đã hết hạn');
    expectRefusal(await door.ask(`/l/${expired!.token}`, { headers: asProgram }), 410, 'link-expired');
    expect(await door.traces()).toEqual(before);
  });
});

describe('a link a clerk withdrew', () => {
  it('opens no more, nor does a download it gave before', async () => {
    const download = downloadOf(await unlock(revoked!.token, LAST_FOUR));
    const reason = { action: 'revoke', reason: 'Gửi nhầm địa chỉ thư' };
    expect((await door.ask(`${at(revoked!)}/link`, { as: 'clerk', body: reason })).status).toBe(200);
    expectPage(await look(revoked!.token), 410, 'Liên kết đã bị thu hồi');
    expectPage(await door.ask(download), 410, 'Liên kết đã bị thu hồi');
    expectRefusal(await door.ask(`/l/${revoked!.token}`, { headers: asProgram }), 410, 'link-revoked');
    expect(await door.count(revoked!, 'result-downloaded')).toBe(0);
  });
});

describe('a link whose document was recalled', () => {
  it('tells the citizen what to do, by the page and by the download it gave before', async () => {
    const download = downloadOf(await unlock(used!.token, LAST_FOUR));
    const order = { reason: 'Ghi sai diện tích sàn tầng 1.' };
    const recalled = await door.ask(`${at(used!)}/recall`, { as: 'official', body: order });
    expect(recalled.status, recalled.text).toBe(200);
    const advice = 'Xin không dùng bản đã tải hoặc đã in';
    expectPage(await look(used!.token), 410, advice);
    expectPage(await unlock(used!.token, LAST_FOUR), 410, advice);
    expectPage(await door.ask(download), 410, advice);
    expectRefusal(await door.ask(`/l/${used!.token}`, { headers: asProgram }), 410, 'link-of-recalled');
    const reissue = { action: 'reissue', replaces: 1 };
    const refused = await door.ask(`${at(used!)}/link`, { as: 'clerk', body: reissue });
    expectRefusal(refused, 409, 'result-recalled');
  });
});
