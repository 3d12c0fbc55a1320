import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect } from 'vitest';
import { z } from 'zod';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { approved, at, awaitingApproval, LAST_FOUR, reaches } from './dossiers.ts';
import { expectRefusal, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

let door: FrontDoor;
let draft: RevisionId;
let atCounter: RevisionId;
let byLink: RevisionId;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  [draft, atCounter, byLink] = await Promise.all([
    awaitingApproval(door),
    approved(door, { delivery: { counter: {} } }),
    approved(door),
  ]);
  await Promise.all([reaches(door, atCounter, 'issued'), reaches(door, byLink, 'returned')]);
}, 180_000);
beforeEach(() => door.forgetRates());

const PERSONAL = ['Hạnh', '066190', 'hong.hanh', '0905123456', 'Trần Hưng Đạo'];
const statusView = z.looseObject({
  code: z.string(),
  status: z.string(),
  statusText: z.object({ vi: z.string(), en: z.string() }),
  symbol: z.string().nullable(),
});
const verification = z.strictObject({
  agency: z.string(),
  state: z.string(),
  stateText: z.object({ vi: z.string(), en: z.string() }),
  symbol: z.string().nullable(),
  date: z.string().nullable(),
  sha256: z.string().nullable(),
  earlierSha256: z.array(z.string()),
  appendices: z.array(z.unknown()),
  recalledOn: z.string().nullable(),
});

const status = (code: string, lastFour: string) => door.ask('/status', { body: { code, lastFour } });

async function verifyIdOf({ code }: RevisionId): Promise<string> {
  const { Item: item } = await door.table.client.send(
    new GetCommand({ TableName: door.table.name, Key: { pk: `DOSSIER#${code}`, sk: 'REV#0001' } }),
  );
  return String(item?.['verifyId']);
}

describe('the state of a dossier', () => {
  it('is told to who knows its code and the second factor, and nothing more of the person', async () => {
    const waiting = await status(draft.code, LAST_FOUR);
    expect(waiting.json(statusView)).toMatchObject({
      code: draft.code,
      status: 'awaiting-approval',
      symbol: null,
    });
    const returned = await status(byLink.code, LAST_FOUR);
    expect(returned.json(statusView)).toMatchObject({ status: 'returned' });
    expect(returned.json(statusView).symbol).toMatch(/^\d\d\/GPXD-UBND$/);
    for (const personal of PERSONAL) expect(waiting.text + returned.text).not.toContain(personal);
  });

  it('is the same answer for an unknown code and a wrong factor', async () => {
    const unknown = await status('H15.27-261112-9998', LAST_FOUR);
    const wrong = await status(draft.code, '0000');
    expectRefusal(unknown, 404, 'status-not-found');
    expect(wrong.text).toBe(unknown.text);
  });

  it.each([
    ['no four digits', { lastFour: '12a4' }, 'factor-malformed'],
    ['a missing factor', { lastFour: undefined }, 'input-invalid'],
    ['a surplus field', { name: 'Hạnh' }, 'input-invalid'],
    ['a code in NFD', { code: 'Hồ sơ'.normalize('NFD') }, 'input-invalid'],
  ])('is not told for %s', async (_what, change, code) => {
    const body = { code: draft.code, lastFour: LAST_FOUR, ...change };
    expectRefusal(await door.ask('/status', { body }), 422, code);
  });

  it('is never asked for in an address, which servers keep', async () => {
    const page = await door.ask(`/status?code=${byLink.code}&lastFour=${LAST_FOUR}`, {
      headers: { accept: 'text/html' },
    });
    expect(page.text).not.toContain('GPXD-UBND');
  });

  it('is told no more after five wrong factors, even for the right one, also when they come at once', async () => {
    const tries = await Promise.all(Array.from({ length: 9 }, () => status(byLink.code, '0000')));
    expect(tries.filter(({ status: answered }) => answered === 404)).toHaveLength(5);
    expect(tries.filter(({ status: answered }) => answered === 429)).toHaveLength(4);
    expectRefusal(await status(byLink.code, LAST_FOUR), 429, 'status-throttled');
    expect((await status(draft.code, LAST_FOUR)).status).toBe(200);
  });
});

describe('who tries second factors without end', () => {
  it('is stopped by address, whatever codes they try', async () => {
    const tries = await Promise.all(
      Array.from({ length: 24 }, (_, index) => status(`H15.27-261112-${String(9_000 + index)}`, '0000')),
    );
    const stopped = tries.filter(({ text }) => text.includes('too-many-requests'));
    expect(stopped.length).toBeGreaterThan(0);
    for (const answer of stopped) expectRefusal(answer, 429, 'too-many-requests');
  });
});

describe('the page behind the QR code', () => {
  it('tells agency, number, date and SHA-256 of an issued result, and nothing personal', async () => {
    const id = await verifyIdOf(byLink);
    const { archived, number } = await door.tracker.state(byLink);
    const answer = await door.ask(`/v/${id}`);
    expect(answer.json(verification)).toMatchObject({
      agency: 'Ủy ban nhân dân phường Buôn Ma Thuột',
      state: 'issued',
      symbol: number?.symbol,
      date: number?.date,
      sha256: archived?.sha256,
      earlierSha256: [],
      appendices: [],
    });
    const page = await door.ask(`/v/${id}`, { headers: { accept: 'text/html' } });
    expect(page.text).toContain(String(number?.symbol));
    for (const personal of [...PERSONAL, byLink.code])
      expect(answer.text + page.text).not.toContain(personal);
  });

  it('tells of a draft only that it is not issued', async () => {
    const answer = await door.ask(`/v/${await verifyIdOf(draft)}`);
    expect(answer.json(verification)).toMatchObject({
      state: 'not-issued',
      symbol: null,
      date: null,
      sha256: null,
    });
  });

  it('is unknown for an id that nobody minted', async () => {
    for (const id of ['x', 'a'.repeat(26), draft.code]) {
      expectRefusal(await door.ask(`/v/${id}`), 404, 'verification-unknown');
    }
  });
});

const applicant = { identityCheck: 'cccd', collector: 'applicant' };
const collect = (id: RevisionId, body: object) => door.ask(`${at(id)}/collection`, { as: 'clerk', body });

describe('a result at the counter', () => {
  it.each([
    [
      'for a representative without an authorisation',
      { ...applicant, collector: 'representative' },
      'authorisation-missing',
    ],
    ['without an identity check', { collector: 'applicant' }, 'input-invalid'],
    ['against a paper that is none', { ...applicant, identityCheck: 'thẻ thư viện' }, 'input-invalid'],
    ['to who is neither', { ...applicant, collector: 'neighbour' }, 'input-invalid'],
    [
      'with an authorisation in NFD',
      { ...applicant, authorisation: 'Giấy ủy quyền'.normalize('NFD') },
      'input-invalid',
    ],
  ])('is not handed over %s', async (_what, body, code) => {
    const before = await door.traces();
    expectRefusal(await collect(atCounter, body), 422, code);
    expect(await door.traces()).toEqual(before);
  });

  it('is not handed over before it is issued, nor where another way was chosen', async () => {
    expectRefusal(await collect(draft, applicant), 409, 'result-not-issued');
    expectRefusal(await collect(byLink, applicant), 409, 'collection-not-offered');
    const nowhere = { code: 'H15.27-261112-9997', revision: 1 };
    expectRefusal(await collect(nowhere, applicant), 404, 'dossier-unknown');
  });

  it('is handed over once, also when two counters do it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => collect(atCounter, applicant)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    for (const answer of answers.filter((each) => each.status !== 200)) {
      expectRefusal(answer, 409, 'already-collected');
    }
    await reaches(door, atCounter, 'returned');
    expect(await door.count(atCounter, 'result-collected')).toBe(1);
    expectRefusal(await collect(atCounter, applicant), 409, 'already-collected');
  });
});
