import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBuckets, type TestBuckets } from '../../test/support/buckets.ts';
import { startDeliveryOffice, type DeliveryOffice } from '../../test/support/delivery-desk.ts';
import { agency, otherAgency } from '../../test/support/province.ts';
import { ISSUED, issuedRevision } from '../../test/support/issued-revision.ts';
import type { RevisionId } from '../tracking/index.ts';
import { downloadResult, type DownloadDeps } from './download-result.ts';
import { openLink } from './open-link.ts';
import { archivePresigner, attachment } from './presigner.ts';
import { reissueLink, revokeLink } from './reissue-link.ts';
import { sendDownloadLink } from './send-download-link.ts';
import { settleNotifications } from './settle-notifications.ts';
import { unlockLink } from './unlock-link.ts';

const delivery = { link: { email: 'y-bhiu@example.vn' } };
const clerk = { sub: 'clerk-1', name: 'Một cửa', agencies: [agency.code] };
const foreignClerk = { sub: 'clerk-2', name: 'Một cửa khác', agencies: [otherAgency.code] };
const RIGHT = '1234';
const WRONG = '9999';

let office: DeliveryOffice;
let buckets: TestBuckets;
beforeAll(async () => {
  office = await startDeliveryOffice();
  buckets = await startBuckets();
});
afterAll(async () => {
  await office.stop();
  await buckets.stop();
});

const codeOf = (outcome: { ok: boolean; code?: string }) => outcome.code ?? 'accepted';
const later = (days: number) => {
  office.now = new Date(office.now.getTime() + days * 86_400_000);
};

/** What the sweeper does at its next run. */
async function sweep(): Promise<void> {
  office.now = new Date(office.now.getTime() + 60_000);
  await settleNotifications(office.open().deps);
}

async function sent(): Promise<{
  id: RevisionId;
  deps: ReturnType<DeliveryOffice['open']>['deps'];
  token: string;
}> {
  const { deps } = office.open();
  const id = await issuedRevision(deps.tracker, { delivery });
  await sendDownloadLink(deps, id);
  return { id, deps, token: await latestToken(id) };
}

async function latestToken(id: RevisionId): Promise<string> {
  const mails = (await office.ses.outbox.list()).filter((mail) => mail.subject.endsWith(id.code));
  return /\/l\/([\w-]{43})$/mu.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
}

function downloads(deps: { tracker: DownloadDeps['tracker'] }): DownloadDeps {
  const { links, tickets } = office.open().deps;
  const presigner = archivePresigner(buckets.client, 'archive');
  return { tracker: deps.tracker, links, tickets, presigner, clock: () => office.now };
}

const ticketOf = (unlocked: Awaited<ReturnType<typeof unlockLink>>) =>
  unlocked.ok ? (unlocked.value.download.split('/').at(-1) ?? '') : '';

describe('the landing page', () => {
  it('shows agency, symbol, date and validity, and looking a hundred times consumes nothing', async () => {
    const { deps, id, token } = await sent();
    const landing = await openLink(deps, token);
    expect(landing).toEqual({
      ok: true,
      value: {
        code: id.code,
        agency: agency.name,
        symbol: ISSUED.symbol,
        date: ISSUED.date,
        validUntil: new Date(office.now.getTime() + 30 * 86_400_000).toISOString(),
        triesLeft: 5,
      },
    });
    for (let look = 0; look < 60; look += 1) await openLink(deps, token);
    expect(codeOf(await unlockLink(deps, { token, lastFour: RIGHT }))).toBe('accepted');
    const openings = (await deps.tracker.log.read(id)).filter((event) => event.type === 'link-opened');
    expect(openings).toHaveLength(50);
  });

  it.each(['', 'abc', 'A'.repeat(43), '../../etc/passwd'])('refuses the forged link "%s"', async (token) => {
    const { deps } = office.open();
    expect(await openLink(deps, token)).toMatchObject({ status: 404, code: 'link-unknown' });
    expect(await unlockLink(deps, { token, lastFour: RIGHT })).toMatchObject({ code: 'link-unknown' });
  });

  it('refuses a link whose last letter was changed', async () => {
    const { deps, token } = await sent();
    const forged = `${token.slice(0, 42)}${token.endsWith('A') ? 'B' : 'A'}`;
    expect(await openLink(deps, forged)).toMatchObject({ code: 'link-unknown' });
  });

  it('refuses a link from the moment it expires', async () => {
    const { deps, token } = await sent();
    later(30);
    expect(await openLink(deps, token)).toMatchObject({ status: 410, code: 'link-expired' });
    expect(await unlockLink(deps, { token, lastFour: RIGHT })).toMatchObject({ code: 'link-expired' });
  });
});

describe('the second factor', () => {
  it('tells how many tries are left, and a right one starts the count anew', async () => {
    const { deps, token } = await sent();
    const wrong = { token, lastFour: WRONG };
    expect(await unlockLink(deps, wrong)).toMatchObject({ status: 403, code: 'factor-wrong' });
    const second = await unlockLink(deps, wrong);
    expect(second).toMatchObject({ message: { vi: 'Bốn số cuối không đúng. Còn 3 lần thử.' } });
    expect(codeOf(await unlockLink(deps, { token, lastFour: RIGHT }))).toBe('accepted');
    expect(await openLink(deps, token)).toMatchObject({ value: { triesLeft: 5 } });
  });

  it('refuses what is not four digits without counting it', async () => {
    const { deps, token } = await sent();
    for (const lastFour of ['', '123', '12345', '12a4', '١٢٣٤']) {
      expect(await unlockLink(deps, { token, lastFour })).toMatchObject({
        status: 422,
        code: 'factor-malformed',
      });
    }
    expect(await openLink(deps, token)).toMatchObject({ value: { triesLeft: 5 } });
  });

  it('locks at the fifth wrong try, also for the right digits, until a clerk issues a new link', async () => {
    const { deps, id, token } = await sent();
    const wrong = { token, lastFour: WRONG };
    for (let attempt = 0; attempt < 4; attempt += 1) await unlockLink(deps, wrong);
    expect(await unlockLink(deps, wrong)).toMatchObject({ status: 423, code: 'link-locked' });
    expect(await unlockLink(deps, { token, lastFour: RIGHT })).toMatchObject({ code: 'link-locked' });
    expect(await openLink(deps, token)).toMatchObject({ status: 423, code: 'link-locked' });
    const events = (await deps.tracker.log.read(id)).map((event) => event.type);
    expect(events.filter((type) => type === 'link-refused')).toHaveLength(5);
    expect(events.filter((type) => type === 'link-locked')).toHaveLength(1);

    const reissued = await reissueLink(deps, { id, replaces: 1, clerk });
    expect(reissued).toEqual({ ok: true, value: { sequence: 2, notified: 'intended' } });
    await sweep();
    const fresh = await latestToken(id);
    expect(codeOf(await unlockLink(deps, { token: fresh, lastFour: RIGHT }))).toBe('accepted');
    expect(await openLink(deps, token)).toMatchObject({ status: 410, code: 'link-replaced' });
  });

  it('five tries are five even when twenty arrive at once', async () => {
    const { deps, id, token } = await sent();
    const tries = Array.from({ length: 20 }, () =>
      unlockLink(office.open().deps, { token, lastFour: WRONG }),
    );
    const codes = (await Promise.all(tries)).map(codeOf);
    expect(codes.filter((code) => code === 'factor-wrong')).toHaveLength(4);
    expect(codes.filter((code) => code === 'link-locked')).toHaveLength(16);
    const log = await deps.tracker.log.read(id);
    expect(log.filter((event) => event.type === 'link-refused')).toHaveLength(5);
  });

  it('a guess that is right counts only while fewer than five wrong ones came before it', async () => {
    const { deps, token } = await sent();
    for (let attempt = 0; attempt < 4; attempt += 1) await unlockLink(deps, { token, lastFour: WRONG });
    const guesses = ['0001', '0002', '0003', RIGHT, '0005'];
    const codes = (
      await Promise.all(guesses.map((lastFour) => unlockLink(office.open().deps, { token, lastFour })))
    ).map(codeOf);
    const current = await openLink(deps, token);
    expect(codeOf(current)).toBe(codes.includes('accepted') ? codeOf(current) : 'link-locked');
    expect(codes.filter((code) => code === 'accepted').length).toBeLessThanOrEqual(1);
  });
});

describe('downloading', () => {
  it('exchanges a ticket once for the archived file under its Vietnamese name', async () => {
    const { deps, id, token } = await sent();
    const state = await deps.tracker.state(id);
    await buckets.client.send(
      new PutObjectCommand({ Bucket: 'archive', Key: state.archived!.key, Body: '%PDF-1.7' }),
    );
    const ticket = ticketOf(await unlockLink(deps, { token, lastFour: RIGHT }));
    const found = await downloadResult(downloads(deps), ticket);
    if (!found.ok) throw new Error(found.code);
    const file = await fetch(found.value);
    expect(await file.text()).toBe('%PDF-1.7');
    expect(file.headers.get('content-disposition')).toBe(attachment(`Kết quả ${id.code}.pdf`));
    expect(new URL(found.value).searchParams.get('X-Amz-Expires')).toBe('300');
    expect((await fetch(found.value.replace('Ket-qua', 'Ket-khac'))).status).toBe(403);
    expect(await downloadResult(downloads(deps), ticket)).toMatchObject({
      status: 410,
      code: 'ticket-spent',
    });
    const events = (await deps.tracker.log.read(id)).filter((event) => event.type === 'result-downloaded');
    expect(events).toHaveLength(1);
  });

  it('gives one address when a ticket is used five times at once', async () => {
    const { deps, token } = await sent();
    const ticket = ticketOf(await unlockLink(deps, { token, lastFour: RIGHT }));
    const codes = await Promise.all([1, 2, 3, 4, 5].map(() => downloadResult(downloads(deps), ticket)));
    expect(codes.map(codeOf).sort((a, b) => a.localeCompare(b))).toEqual([
      'accepted',
      ...Array.from({ length: 4 }, () => 'ticket-spent'),
    ]);
  });

  it('refuses a ticket after five minutes, and one that never was', async () => {
    const { deps, token } = await sent();
    const ticket = ticketOf(await unlockLink(deps, { token, lastFour: RIGHT }));
    later(1 / 288);
    expect(await downloadResult(downloads(deps), ticket)).toMatchObject({ code: 'ticket-spent' });
    expect(await downloadResult(downloads(deps), 'khong-co')).toMatchObject({
      status: 404,
      code: 'ticket-unknown',
    });
  });

  it('asks for the version that was archived', async () => {
    const presigner = archivePresigner(buckets.client, 'archive');
    const address = await presigner.address({ key: 'k', versionId: 'v1', fileName: 'Kết quả.pdf' });
    expect(new URL(address).searchParams.get('versionId')).toBe('v1');
  });

  it('names the file in ASCII and in UTF-8', () => {
    expect(attachment('Kết quả Đắk Lắk H01.12-261123-0001.pdf')).toBe(
      'attachment; filename="Ket-qua-Dak-Lak-H01.12-261123-0001.pdf"; filename*=UTF-8\'\'K%E1%BA%BFt%20qu%E1%BA%A3%20%C4%90%E1%BA%AFk%20L%E1%BA%AFk%20H01.12-261123-0001.pdf',
    );
  });
});

describe('the clerk', () => {
  it('withdraws a link: it, its second factor and its tickets are dead at once', async () => {
    const { deps, id, token } = await sent();
    const ticket = ticketOf(await unlockLink(deps, { token, lastFour: RIGHT }));
    const revoked = await revokeLink(deps, { id, reason: 'sent-to-wrong-person', clerk });
    expect(codeOf(revoked)).toBe('accepted');
    expect(await openLink(deps, token)).toMatchObject({ status: 410, code: 'link-revoked' });
    expect(await unlockLink(deps, { token, lastFour: RIGHT })).toMatchObject({ code: 'link-revoked' });
    expect(await downloadResult(downloads(deps), ticket)).toMatchObject({ code: 'link-revoked' });
    await revokeLink(deps, { id, reason: 'again', clerk });
    const events = (await deps.tracker.log.read(id)).filter((event) => event.type === 'link-revoked');
    expect(events).toMatchObject([{ actor: { kind: 'clerk', id: 'clerk-1' } }]);
  });

  it('issues one new link however often the same replacement is asked for', async () => {
    const { deps, id } = await sent();
    const ask = () => reissueLink(office.open().deps, { id, replaces: 1, clerk });
    await Promise.all([ask(), ask(), ask()]);
    await ask();
    expect((await deps.links.current(id))?.sequence).toBe(2);
    await sweep();
    expect(await ask()).toMatchObject({ value: { sequence: 2, notified: 'accepted' } });
    const mails = (await office.ses.outbox.list()).filter((mail) => mail.subject.endsWith(id.code));
    expect(mails).toHaveLength(2);
    await reissueLink(deps, { id, replaces: 2, clerk });
    expect(await ask()).toMatchObject({ status: 409, code: 'link-outdated' });
  });

  it('is told when SES refuses the new message', async () => {
    const { deps, id } = await sent();
    await sweep(); // what the tests before have left
    await reissueLink(deps, { id, replaces: 1, clerk });
    office.ses.troubles.next('reject');
    await sweep();
    expect(await reissueLink(deps, { id, replaces: 1, clerk })).toMatchObject({
      value: { notified: 'failed' },
    });
  });

  it('of another agency finds no such dossier', async () => {
    const { deps, id } = await sent();
    const refused = { status: 404, code: 'dossier-unknown' };
    expect(await reissueLink(deps, { id, replaces: 1, clerk: foreignClerk })).toMatchObject(refused);
    expect(await revokeLink(deps, { id, reason: 'x', clerk: foreignClerk })).toMatchObject(refused);
    const nowhere = { code: 'H01.12-261112-9999', revision: 1 };
    expect(await revokeLink(deps, { id: nowhere, reason: 'x', clerk })).toMatchObject(refused);
  });

  it('cannot replace or withdraw a link that was never issued', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    const refused = { status: 409, code: 'link-not-issued' };
    expect(await reissueLink(deps, { id, replaces: 1, clerk })).toMatchObject(refused);
    expect(await revokeLink(deps, { id, reason: 'x', clerk })).toMatchObject(refused);
  });
});
