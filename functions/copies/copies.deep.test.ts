import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBuckets, type TestBuckets } from '../../test/support/buckets.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { clerk as clerkOfAgency, stranger } from '../../test/support/office.ts';
import { enteredFiles } from '../renewal/testing/entered-files.ts';
import { confirmNumber } from '../registry/index.ts';
import { verifyDocument } from '../signing/index.ts';
import { SIGNED_AT } from '../signing/testing/signing-desk.ts';
import type { RevisionId } from '../tracking/index.ts';
import { findCopy, listCopies } from './find-copy.ts';
import { issueCopies, reportCopies } from './issue-copies.ts';
import { issueCopy } from './issue-copy.ts';
import { orderCopy } from './order-copy.ts';
import {
  copyWorld,
  issuedResult,
  openCopyOffice,
  type CopyOffice,
  type CopyWorld,
} from './testing/copy-office.ts';

const ORDER = 'ban-sao-01';

let table: TestTable;
let buckets: TestBuckets;
let world: CopyWorld;
beforeAll(async () => {
  [table, buckets] = [await startTable(), await startBuckets()];
  world = await copyWorld(table, buckets);
});
afterAll(async () => {
  await table.stop();
  await buckets.stop();
});

let agencies = 30;

async function opened(copies?: object) {
  const code = `H01.${(agencies += 1)}`;
  const office = await openCopyOffice(world, code, copies);
  const clerk = { ...clerkOfAgency, agencies: [code] };
  return { code, office, faults: office.faults, clerk, id: await issuedResult(world, office, code) };
}
type Opened = Awaited<ReturnType<typeof opened>>;

const order = ({ office, clerk, id }: Opened, name = ORDER) =>
  orderCopy(office.deps, { id, order: name, clerk });
const codeOf = async (outcome: ReturnType<typeof orderCopy>) => {
  const answer = await outcome;
  return answer.ok ? 'taken' : `${answer.status} ${answer.code}`;
};

/** What a run does of this revision's: other tests' orders are theirs. */
async function issue({ office, id }: Pick<Opened, 'office' | 'id'>) {
  const { failed } = await issueCopies(office.deps);
  return failed.filter(({ what }) => what.includes(id.code));
}

const copyEvents = async (office: CopyOffice, id: RevisionId) =>
  (await office.tracker.log.read(id)).map(({ key }) => key).filter((key) => !key.startsWith('result-'));

describe('a certified copy', () => {
  it('is ordered by the clerk, made, numbered, signed, archived, and found by its order', async () => {
    const at = await opened();
    expect(await order(at)).toMatchObject({ ok: true, value: { order: ORDER, first: true } });
    expect(await issue(at)).toEqual([]);
    const { office, id, clerk } = at;
    const keys = (await copyEvents(office, id)).map((key) => key.replace(/:[0-9a-f:]{64,}$/, ''));
    expect(keys).toEqual([
      `copy-ordered:${ORDER}`,
      `copy-made:${ORDER}`,
      'signature-prepared:copy',
      'signature-received:copy',
      `copy-signed:${ORDER}`,
      `copy-issued:${ORDER}`,
    ]);
    const log = await office.tracker.log.read(id);
    expect(log.find(({ type }) => type === 'copy-ordered')?.actor).toEqual({ kind: 'clerk', id: clerk.sub });
    expect(await confirmNumber(office, { ...id, copy: ORDER })).toMatchObject({ symbol: '01/SY-UBND' });
    expect(await listCopies(office.deps, { id, user: clerk })).toMatchObject({
      value: [{ order: ORDER, symbol: '01/SY-UBND', date: '2026-11-24' }],
    });
    const found = await findCopy(office.deps, { id, user: clerk, order: ORDER });
    expect(found.ok && (await office.deps.issued.findFile(found.value.sha256))).toEqual(id);
    const report =
      found.ok && verifyDocument(found.value.pdf, { roots: await office.roots(), now: SIGNED_AT });
    expect(report).toMatchObject({
      verdict: 'valid',
      signatures: [
        { field: 'copy', kind: 'certification', level: 'B-LTA', statedReason: 'Sao y - 01/SY-UBND' },
        { kind: 'timestamp' },
      ],
    });
    await office.end();
  });

  it('leaves the original and the state of its revision as they were', async () => {
    const at = await opened();
    const before = await at.office.tracker.state(at.id);
    await order(at);
    await issue(at);
    const { archived, status } = await at.office.tracker.state(at.id);
    expect({ archived, status }).toEqual({ archived: before.archived, status: before.status });
    await at.office.end();
  });

  it('ordered again is the same one; another order has the next number', async () => {
    const at = await opened();
    await order(at);
    expect(await order(at)).toMatchObject({ ok: true, value: { first: false } });
    await issue(at);
    expect(await order(at)).toMatchObject({ ok: true, value: { first: false } });
    await order(at, 'ban-sao-02');
    await issue(at);
    const copies = await listCopies(at.office.deps, { id: at.id, user: at.clerk });
    expect(copies.ok && copies.value.map(({ symbol }) => symbol)).toEqual(['01/SY-UBND', '02/SY-UBND']);
    expect(at.office.counted.signatures).toBe(2);
    await at.office.end();
  });

  it('is refused before the result is issued, without a register, to other agencies, and beyond twenty', async () => {
    const at = await opened();
    const { office, id, clerk } = at;
    const unissued = { ...id, code: id.code.replace(/\d{4}$/, '9998') };
    const item = await office.tracker.revision(id);
    await office.tracker.revisions.put({ ...item, ...unissued });
    expect(await codeOf(order({ ...at, id: unissued }))).toBe('409 copy-of-unissued');
    expect(await codeOf(order({ ...at, clerk: stranger }))).toBe('404 dossier-unknown');
    for (let copy = 1; copy <= 20; copy += 1) await order(at, `ban-sao-${String(copy).padStart(2, '0')}`);
    expect(await codeOf(order(at, 'ban-sao-21'))).toBe('409 too-many-copies');
    expect(await codeOf(order(at, 'ban-sao-20'))).toBe('taken');
    expect(await findCopy(office.deps, { id, user: clerk, order: 'ban-sao-20' })).toMatchObject({
      status: 404,
      code: 'copy-unknown',
    });
    for (let copy = 1; copy <= 20; copy += 1) {
      await office.deps.copies.close({ ...id, order: `ban-sao-${String(copy).padStart(2, '0')}` });
    }
    const bare = await opened({ copies: undefined });
    expect(await codeOf(order(bare))).toBe('409 copies-without-register');
    await Promise.all([office.end(), bare.office.end()]);
  });

  it('is refused of a recalled document; one ordered before is dropped, unless it has its number already', async () => {
    const at = await opened();
    const { office, id, clerk, faults } = at;
    await order(at);
    const begun = await office.deps.copies.find({ ...id, order: ORDER });
    faults.arm(3, 'after');
    await expect(issueCopy(office.deps, begun!)).rejects.toThrow('write 3');
    faults.revive();
    await order(at, 'ban-sao-02');
    await office.tracker.record(id, 'result-recalled', 'result-recalled', { reason: 'Ghi sai diện tích.' });
    expect(await codeOf(order(at, 'ban-sao-03'))).toBe('409 result-recalled');
    expect(await issue(at)).toEqual([]);
    expect(await listCopies(office.deps, { id, user: clerk })).toMatchObject({
      value: [
        { order: ORDER, status: 'issued', symbol: '01/SY-UBND' },
        { order: 'ban-sao-02', status: 'dropped', symbol: null },
      ],
    });
    expect(await confirmNumber(office, { ...id, copy: 'ban-sao-02' })).toBeUndefined();
    await office.end();
  });

  it('burns no number while the agency’s certificate is on hold or no timestamp is to be had, and is issued later', async () => {
    const at = await opened();
    const { office, id } = at;
    await order(at);
    office.revocation.say = 'certificateHold';
    expect(await issue(at)).toMatchObject([{ error: 'CertificateRevoked' }]);
    expect(await confirmNumber(office, { ...id, copy: ORDER })).toBeUndefined();
    office.revocation.say = 'good';
    office.counted.stampsAnswered = false;
    expect(await issue(at)).toMatchObject([{ error: 'TsaUnavailable' }]);
    office.counted.stampsAnswered = true;
    expect(await issue(at)).toEqual([]);
    expect(await confirmNumber(office, { ...id, copy: ORDER })).toMatchObject({ number: 1 });
    expect(office.counted.signatures).toBe(1);
    await office.end();
  });

  it('rings the alarm only for what does not go away by itself', () => {
    const failed = (error: string) => ({ issued: 0, failed: [{ what: 'copy x of y', error }] });
    expect(() => reportCopies(failed('TsaUnavailable'))).not.toThrow();
    expect(() => reportCopies(failed('CopyInvalid'))).toThrow('copy x of y: CopyInvalid');
  });

  it('ends with one number, one signature and one archived file wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: opened,
      act: async (at) => {
        await order(at);
        const ordered = await at.office.deps.copies.find({ ...at.id, order: ORDER });
        await issueCopy(at.office.deps, ordered!);
      },
      check: async ({ office, id, clerk }, struck) => {
        const log = await copyEvents(office, id);
        expect(log.filter((key) => key.startsWith('copy-')).length, struck).toBe(4);
        expect(office.counted.signatures, struck).toBeLessThanOrEqual(2);
        expect(await confirmNumber(office, { ...id, copy: ORDER }), struck).toMatchObject({ number: 1 });
        const found = await findCopy(office.deps, { id, user: clerk, order: ORDER });
        expect(found.ok, struck).toBe(true);
        const entered = await enteredFiles(office.deps.proofs, id);
        expect(entered, struck).toEqual([found.ok && found.value.sha256]);
        const open = await office.deps.copies.open();
        expect(
          open.filter(({ what }) => what.includes(id.code)),
          struck,
        ).toEqual([]);
      },
      end: ({ office }) => office.end(),
    });
    expect(writes).toBeGreaterThan(15);
  });
});
