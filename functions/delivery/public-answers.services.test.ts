import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDeliveryOffice, type DeliveryOffice } from '../../test/support/delivery-desk.ts';
import { acceptedRevision, ISSUED, issuedRevision } from '../../test/support/issued-revision.ts';
import { agency } from '../../test/support/province.ts';
import { citizenStatus } from './citizen-status.ts';
import { isFromEdge } from './origin-secret.ts';
import { answerDownload, edgeOnly } from './download-answer.ts';
import { verifyPage } from './verify-page.ts';

let office: DeliveryOffice;
beforeAll(async () => {
  office = await startDeliveryOffice();
});
afterAll(() => office.stop());

const RIGHT = '1234';
const later = (minutes: number) => {
  office.now = new Date(office.now.getTime() + minutes * 60_000);
};
const codeOf = (outcome: { ok: boolean; code?: string }) => outcome.code ?? 'answered';

const put = async (make: typeof issuedRevision) => {
  const { deps } = office.open();
  const id = await make(deps.tracker);
  await deps.pages.put(`verify-${id.code}`, id);
  return { deps, id, verifyId: `verify-${id.code}` };
};

describe('the verification page', () => {
  it('tells agency, symbol, date, state and hash of an issued result, and nothing personal', async () => {
    const { deps, verifyId } = await put(issuedRevision);
    const answer = await verifyPage(deps, verifyId);
    expect(answer).toEqual({
      ok: true,
      value: {
        agency: agency.name,
        state: 'issued',
        stateText: { vi: 'Đã ban hành', en: 'Issued' },
        symbol: ISSUED.symbol,
        date: ISSUED.date,
        recalledOn: null,
        sha256: ISSUED.sha256,
        earlierSha256: [],
        appendices: [],
      },
    });
  });

  it('knows the newest file and every older one, once its timestamps were renewed', async () => {
    const { deps, id, verifyId } = await put(issuedRevision);
    for (const [from, sha256] of [
      [ISSUED.sha256, 'b'.repeat(64)],
      ['b'.repeat(64), 'c'.repeat(64)],
    ] as const) {
      const place = { key: `results/2026/${sha256}.pdf`, versionId: null, sha256, size: 9, from };
      const times = { stampedAt: '2031-05-01T00:00:00Z', certificatesEnd: '2036-07-01T00:00:00Z' };
      await deps.tracker.record(id, 'file-renewed', `file-renewed:${from}`, { ...place, ...times });
    }
    expect(await verifyPage(deps, verifyId)).toMatchObject({
      value: { state: 'issued', sha256: 'c'.repeat(64), earlierSha256: [ISSUED.sha256, 'b'.repeat(64)] },
    });
  });

  it('tells the hash of each appendix in a file of its own, renewed or not, once the result is issued', async () => {
    const { deps, id, verifyId } = await put(acceptedRevision);
    const digest = (letter: string) => letter.repeat(64);
    const place = (sha256: string) => ({ key: `${sha256}.pdf`, versionId: null, sha256, size: 9 });
    for (const [appendix, letter] of [
      [1, 'a'],
      [2, 'b'],
    ] as const) {
      const archived = { appendix, ...place(digest(letter)) };
      await deps.tracker.record(id, 'appendix-archived', `appendix-archived:${appendix}`, archived);
    }
    expect(await verifyPage(deps, verifyId)).toMatchObject({ value: { sha256: null, appendices: [] } });
    await deps.tracker.record(id, 'result-archived', 'result-archived', place(digest('c')));
    const times = { stampedAt: '2031-05-01T00:00:00Z', certificatesEnd: '2036-07-01T00:00:00Z' };
    const renewed = { ...place(digest('d')), from: digest('b'), ...times };
    await deps.tracker.record(id, 'file-renewed', `file-renewed:${renewed.from}`, renewed);
    expect(await verifyPage(deps, verifyId)).toMatchObject({
      value: {
        sha256: digest('c'),
        earlierSha256: [],
        appendices: [
          { sha256: digest('a'), earlierSha256: [] },
          { sha256: digest('d'), earlierSha256: [digest('b')] },
        ],
      },
    });
  });

  it('does not show the number of what is not issued yet', async () => {
    const { deps, id, verifyId } = await put(acceptedRevision);
    const { symbol, date } = ISSUED;
    await deps.tracker.record(id, 'number-allotted', 'n', { series: 'GPXD', number: 7, symbol, date });
    expect(await verifyPage(deps, verifyId)).toMatchObject({
      value: { state: 'not-issued', stateText: { vi: 'Chưa ban hành' }, symbol: null, sha256: null },
    });
  });

  it('says of a draft that was cancelled that it is not valid', async () => {
    const { deps, id, verifyId } = await put(acceptedRevision);
    await deps.tracker.record(id, 'return-cancelled', 'c', { reason: 'operator' });
    expect(await verifyPage(deps, verifyId)).toMatchObject({
      value: { state: 'cancelled', symbol: null, stateText: { vi: 'Đã hủy, không có giá trị' } },
    });
  });

  it('still knows an issued document whose return was cancelled', async () => {
    const { deps, id, verifyId } = await put(issuedRevision);
    await deps.tracker.record(id, 'return-cancelled', 'c', { reason: 'operator' });
    expect(await verifyPage(deps, verifyId)).toMatchObject({
      value: { state: 'issued', symbol: ISSUED.symbol, sha256: ISSUED.sha256 },
    });
  });

  it('knows no other id', async () => {
    const { deps } = office.open();
    expect(await verifyPage(deps, 'gia-mao')).toMatchObject({ status: 404, code: 'verification-unknown' });
  });
});

describe('the citizen’s status', () => {
  it('tells where the latest revision stands, by code and last four digits', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, {
      delivery: { link: { email: 'a@example.vn' }, counter: {} },
    });
    expect(await citizenStatus(deps, { code: id.code, lastFour: RIGHT })).toEqual({
      ok: true,
      value: {
        code: id.code,
        revision: 1,
        agency: agency.name,
        status: 'issued',
        statusText: { vi: 'Đã ban hành, đang trả kết quả', en: 'Issued, being returned' },
        dueOn: '2026-11-23',
        symbol: ISSUED.symbol,
        date: ISSUED.date,
        recalledOn: null,
        replacedBy: null,
        channels: [
          { channel: 'link', outcome: 'open' },
          { channel: 'counter', outcome: 'open' },
        ],
      },
    });
  });

  it('answers the same for an unknown code and a wrong factor, to the sixth try', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker);
    const answers = async (code: string) => {
      const given = [];
      for (let attempt = 0; attempt < 6; attempt += 1) {
        given.push(await citizenStatus(deps, { code, lastFour: '9999' }));
      }
      return given;
    };
    const known = await answers(id.code);
    expect(known).toEqual(await answers('H01.12-261112-9998'));
    expect(known.map(codeOf)).toEqual([...Array(5).fill('status-not-found'), 'status-throttled']);
    expect(known[5]).toMatchObject({ status: 429 });
  });

  it('stays shut to the right digits for fifteen minutes after the fifth wrong try', async () => {
    const { deps } = office.open();
    const { code } = await issuedRevision(deps.tracker);
    const ask = async (lastFour: string) => codeOf(await citizenStatus(deps, { code, lastFour }));
    for (let attempt = 0; attempt < 5; attempt += 1) await ask('0000');
    expect(await ask(RIGHT)).toBe('status-throttled');
    later(14);
    expect(await ask(RIGHT)).toBe('status-throttled');
    later(2);
    expect(await ask(RIGHT)).toBe('answered');
  });

  it('pauses twice as long after each further wrong try, up to a day, and says how long', async () => {
    const { deps } = office.open();
    const { code } = await issuedRevision(deps.tracker);
    const ask = (lastFour: string) => citizenStatus(deps, { code, lastFour });
    for (let attempt = 0; attempt < 5; attempt += 1) await ask('0000');
    for (const minutes of [15, 30, 60, 120, 240, 480, 960, 1_440, 1_440]) {
      const paused = await ask(RIGHT);
      expect(paused).toMatchObject({ code: 'status-throttled', retryAfterSeconds: minutes * 60 });
      later(minutes);
      expect(codeOf(await ask('0000'))).toBe('status-not-found');
    }
    later(1_440);
    expect(codeOf(await ask(RIGHT))).toBe('answered');
    expect(codeOf(await ask('0000'))).toBe('status-not-found');
  });

  it('judges no more than five wrong tries of twenty at once', async () => {
    const { deps } = office.open();
    const { code } = await issuedRevision(deps.tracker);
    const tries = Array.from({ length: 20 }, () =>
      citizenStatus(office.open().deps, { code, lastFour: '0000' }),
    );
    const codes = (await Promise.all(tries)).map(codeOf);
    expect(codes.filter((each) => each === 'status-not-found')).toHaveLength(5);
    expect(codes.filter((each) => each === 'status-throttled')).toHaveLength(15);
  });

  it('a right answer clears the count', async () => {
    const { deps } = office.open();
    const { code } = await issuedRevision(deps.tracker);
    const ask = async (lastFour: string) => codeOf(await citizenStatus(deps, { code, lastFour }));
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) expect(await ask('0000')).toBe('status-not-found');
      expect(await ask(RIGHT)).toBe('answered');
    }
  });

  it('refuses what is not four digits', async () => {
    const { deps } = office.open();
    const answer = await citizenStatus(deps, { code: 'H01.12-261112-0001', lastFour: 'abcd' });
    expect(answer).toMatchObject({ status: 422, code: 'factor-malformed' });
  });
});

describe('the download’s HTTP answer', () => {
  it('sends on without letting the address leak', async () => {
    const answer = await answerDownload({ ok: true, value: 'https://s3/x' });
    expect(answer).toMatchObject({
      statusCode: 302,
      headers: { location: 'https://s3/x', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' },
    });
  });

  it('shows a page in Vietnamese that says what to do', async () => {
    const message = { vi: 'Hãy <mở> lại', en: 'Open it again' };
    const answer = await answerDownload({ ok: false, code: 'ticket-spent', status: 410, message });
    expect(answer.statusCode).toBe(410);
    expect(answer.body).toContain('Hãy &lt;mở&gt; lại');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('lets in only who carries one of the edge’s secrets, where there are any', () => {
    expect(isFromEdge(undefined, [])).toBe(true);
    expect(isFromEdge('old', ['new', 'old'])).toBe(true);
    expect(isFromEdge('forged', ['new', 'old'])).toBe(false);
    expect(isFromEdge(undefined, ['new'])).toBe(false);
    expect(edgeOnly().statusCode).toBe(403);
  });
});
