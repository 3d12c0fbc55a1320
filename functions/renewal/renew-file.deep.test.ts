import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestBuckets, startBuckets } from '../../test/support/buckets.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { type TestTable, startTable } from '../../test/support/table.ts';
import { IssuedFiles } from '../archive/index.ts';
import { copiesIn } from '../copies/index.ts';
import { proofFindings } from '../signing/index.ts';
import { appendicesIn, type FileId, issuedFiles, versionsOf } from '../tracking/index.ts';
import { oldestOverdueSeconds } from './overdue.ts';
import { renewBatch } from './renew-batch.ts';
import { renewFile } from './renew-file.ts';
import { enteredFiles } from './testing/entered-files.ts';
import { issuedDossier } from './testing/issued-dossier.ts';
import {
  ISSUED_AT,
  type RenewalOffice,
  type World,
  issuedResult,
  openRenewal,
  openWorld,
} from './testing/renewal-office.ts';

/** The authority's certificate ends on 1 July 2031; a new one is in use since January. */
const DUE = new Date('2031-05-01T00:00:00Z');
const LAPSED = new Date('2031-07-02T00:00:00Z');
const LIMITS = { files: 100, sideBySide: 4, milliseconds: 60_000 };

let table: TestTable;
let buckets: TestBuckets;
let world: World;

beforeAll(async () => {
  [table, buckets] = [await startTable(), await startBuckets()];
  world = await openWorld(table, buckets);
});
afterAll(async () => {
  await world.authorities.close();
  await table.stop();
  await buckets.stop();
});
beforeEach(() => {
  world.time.now = ISSUED_AT;
  world.authorities.silent = false;
});

/** A result issued five years ago. */
async function dueResult(office = openRenewal(world)) {
  world.time.now = ISSUED_AT;
  const id = await issuedResult(world, office);
  world.time.now = DUE;
  return { ...office, office, id };
}
type Due = Awaited<ReturnType<typeof dueResult>>;

async function happened({ tracker }: RenewalOffice, id: FileId): Promise<string[]> {
  return (await tracker.log.read(id)).slice(1).map(({ type }) => type);
}

/** What is wrong with the file that is served now, and whether it grew from the first one. */
async function served({ tracker, archive, roots, ends, clock }: RenewalOffice, id: FileId) {
  const versions = versionsOf(issuedFiles(await tracker.log.read(id)), id.file);
  const [first, newest] = [versions[0]!, versions.at(-1)!];
  const pdf = await archive.get(newest.key, newest.versionId);
  const asOf = { now: clock(), ends };
  const findings = proofFindings(pdf, { roots: await roots(), asOf });
  const grew = Buffer.from(pdf.subarray(0, first.size)).equals(await archive.get(first.key));
  const head = await archive.find(newest.key.replace(/pdf$/, 'json'));
  return { findings, versions: versions.length, grew, headKept: head !== undefined };
}

const whole = { findings: [], versions: 2, grew: true, headKept: true };

describe('renewing a result', () => {
  it('makes a longer file beside the old one, which is served from then on', async () => {
    const { office, id } = await dueResult();
    expect(await renewFile(office, id)).toBe('renewed');
    expect(await served(office, id)).toStrictEqual(whole);
    expect(await happened(office, id)).toStrictEqual(['renewal-stamped', 'file-renewed']);
    expect((await office.tracker.state(id)).status).toBe('issued');
  });

  it('does nothing before it is due, and nothing a second time', async () => {
    const { office, id } = await dueResult();
    world.time.now = new Date('2031-03-01T00:00:00Z');
    expect(await renewFile(office, id)).toBe('current');
    world.time.now = DUE;
    await renewFile(office, id);
    expect(await renewFile(office, id)).toBe('current');
    expect(await served(office, id)).toStrictEqual(whole);
  });

  it('is done once by two at once', async () => {
    const { office, id } = await dueResult();
    const other = openRenewal(world);
    await Promise.all([renewFile(office, id), renewFile(other, id)]);
    expect(await happened(office, id)).toStrictEqual(['renewal-stamped', 'file-renewed']);
    expect(await served(office, id)).toStrictEqual(whole);
  });

  it('ends the same wherever it is killed, with one new timestamp', async () => {
    const writes = await killEverywhere<Due>({
      world: () => dueResult(),
      act: ({ office, id }) => renewFile(office, id),
      check: async ({ office, id }, struck) => {
        expect(await happened(office, id), struck).toStrictEqual(['renewal-stamped', 'file-renewed']);
        expect(await served(office, id), struck).toStrictEqual(whole);
        const horizon = new Date('2036-01-01T00:00:00Z');
        expect(await enteredFiles(office.proofs, id, horizon), struck).toStrictEqual([]);
        expect(await enteredFiles(office.proofs, id), struck).toStrictEqual([id.file]);
      },
      end: async ({ end }) => end(),
    });
    // the file and its event; the archived file, its event with the projection, the head, the schedule's entry
    expect(writes).toBeGreaterThanOrEqual(7);
  });

  it('makes the new timestamp again where the work bucket forgot the first before anybody went on', async () => {
    const { office, id } = await dueResult();
    const from = (await office.tracker.state(id)).archived!.sha256;
    const document = { key: 'signing/gone.pdf', sha256: 'a'.repeat(64) };
    await office.tracker.record(id, 'renewal-stamped', `renewal-stamped:${from}:0`, { document, from });
    expect(await renewFile(office, id)).toBe('renewed');
    expect(await served(office, id)).toStrictEqual(whole);
  });

  it('is refused for a file that is not the one that was issued', async () => {
    const { office, id } = await dueResult();
    await replaceArchived(office, id);
    await expect(renewFile(office, id)).rejects.toMatchObject({ name: 'ArchivedFileChanged' });
  });
});

/** The log names a file whose bytes are others. */
async function replaceArchived({ archive, tracker }: RenewalOffice, { code, revision, file }: FileId) {
  const key = `results/2026/${code}-r${revision}/other.pdf`;
  const stored = await archive.putOnce(key, Buffer.from('khác'), 'application/pdf');
  const renewed = { ...stored, sha256: 'b'.repeat(64), size: 4, from: file };
  const times = { stampedAt: DUE.toISOString(), certificatesEnd: DUE.toISOString() };
  await tracker.record({ code, revision }, 'file-renewed', 'file-renewed:other', {
    ...renewed,
    ...times,
  });
}

describe('a proof that ran out', () => {
  it('is told to the operator once, in the log, and renewed no more', async () => {
    const { office, id } = await dueResult();
    world.time.now = LAPSED;
    expect(await renewFile(office, id)).toBe('lapsed');
    expect(await renewFile(office, id)).toBe('lapsed');
    const log = await office.tracker.log.read(id);
    expect(log.slice(1).map(({ type, data }) => [type, data['findings']])).toStrictEqual([
      ['proof-lapsed', ['proof-lapsed', 'certificate-expired']],
    ]);
  });

  it('was one only as long as a root was missing, and is renewed when it is back', async () => {
    const { office, id } = await dueResult();
    const without = { ...office, roots: async () => (await office.roots()).slice(0, 1) };
    expect(await renewFile(without, id)).toBe('lapsed');
    expect(await renewFile(office, id)).toBe('renewed');
    expect(await served(office, id)).toStrictEqual(whole);
  });
});

describe('a round', () => {
  /** Takes a round to its end, batch by batch. */
  async function round(office: RenewalOffice, files: number) {
    const total = { renewed: 0, waiting: 0, failed: 0, lapsed: 0, batches: 0 };
    let next: Awaited<ReturnType<typeof renewBatch>>['next'] = null;
    do {
      const batch = await renewBatch(office, next, { ...LIMITS, files, sideBySide: 2 });
      for (const key of ['renewed', 'waiting', 'failed', 'lapsed'] as const) total[key] += batch[key];
      total.batches += 1;
      next = batch.next;
    } while (next !== null);
    return total;
  }

  /** Nothing is due that another test left. */
  async function emptied(): Promise<RenewalOffice> {
    const office = openRenewal(world);
    world.time.now = DUE;
    await round(office, 100);
    return office;
  }

  it('renews all that is due, a few at a time, one of which fails and costs the others nothing', async () => {
    const office = await emptied();
    const before = await round(office, 100);
    const ids = [];
    for (let count = 0; count < 7; count += 1) ids.push((await dueResult(office)).id);
    const [broken, ...well] = ids;
    await replaceArchived(office, broken!);
    const first = await round(office, 3);
    expect(first).toMatchObject({ renewed: 6, failed: before.failed + 1 });
    expect(first.batches).toBeGreaterThan(2);
    expect(await round(office, 3)).toMatchObject({ renewed: 0, failed: before.failed + 1 });
    for (const id of well) expect(await served(office, id)).toStrictEqual(whole);
  });

  it('renews the appendix in a file of its own and the certified copy of a result as it does the result', async () => {
    const office = await emptied();
    world.time.now = ISSUED_AT;
    const { result, appendix, copy } = await issuedDossier(world, office);
    world.time.now = DUE;
    expect(await round(office, 100)).toMatchObject({ renewed: 3 });
    const log = await office.tracker.log.read(result);
    const known = new IssuedFiles(world.table.table);
    const newest = (id: FileId) => versionsOf(issuedFiles(log), id.file).at(-1)!;
    for (const id of [result, appendix, copy]) {
      expect(await served(office, id)).toStrictEqual(whole);
      const { code, revision } = id;
      expect(await known.findFile(newest(id).sha256)).toStrictEqual({ code, revision });
    }
    expect((await office.tracker.state(result)).archived?.sha256).toBe(newest(result).sha256);
    expect(appendicesIn(log)[0]?.archived).toStrictEqual(newest(appendix));
    expect(copiesIn(log)[0]?.stored).toStrictEqual(newest(copy));
    expect(newest(copy).key).toMatch(/^copies\//);
    expect(await round(office, 100)).toMatchObject({ renewed: 0 });
  });

  it('stops where no authority answers, measures what is overdue, and goes on when one does', async () => {
    const office = await emptied();
    const overdue = await oldestOverdueSeconds(office);
    const { id } = await dueResult(office);
    world.authorities.silent = true;
    const batch = await renewBatch(office, null, LIMITS);
    expect(batch).toMatchObject({ silent: true, renewed: 0, waiting: 1 });
    const due = Date.parse('2031-07-01T00:00:00Z') - 90 * 86_400_000;
    expect(await oldestOverdueSeconds(office)).toBe(Math.max(overdue, (DUE.getTime() - due) / 1000));
    world.authorities.silent = false;
    expect(await round(office, 100)).toMatchObject({ renewed: 1 });
    expect(await served(office, id)).toStrictEqual(whole);
  });

  it('asks for one file’s timestamp in vain where the authority has no longer certificate yet, whatever is due', async () => {
    const office = await emptied();
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push((await dueResult(office)).id);
    let asked = 0;
    const old = {
      ...office,
      authority: {
        timestamp: async (...given: Parameters<RenewalOffice['authority']['timestamp']>) => {
          asked += 1;
          const now = world.time.now;
          world.time.now = new Date('2030-12-31T23:59:30Z');
          return office.authority.timestamp(...given).finally(() => (world.time.now = now));
        },
      },
    };
    const batch = await renewBatch(old, null, { ...LIMITS, sideBySide: 1 });
    expect(batch).toMatchObject({ waiting: 3, renewed: 0, silent: false });
    // One file's: the authority's token is longer than the file's own, and is asked for again with room for it.
    expect(asked).toBe(2);
    for (const id of ids) expect(await happened(office, id)).toStrictEqual([]);
    expect(await round(office, 100)).toMatchObject({ renewed: 3 });
  });

  it('finds at once all that stands on an algorithm whose end is announced', async () => {
    const office = await emptied();
    world.time.now = ISSUED_AT;
    const id = await issuedResult(world, office);
    world.time.now = new Date('2031-02-01T00:00:00Z');
    expect(await round(office, 100)).toMatchObject({ renewed: 0 });
    const announced = openRenewal(world, { 'SHA-384': '2031-03-01', 'P-256': '2031-03-01' });
    expect(await round(announced, 100)).toMatchObject({ renewed: 0 });
    // All this authority has is RSA with SHA-256 still: what is found waits for something better.
    const fallen = openRenewal(world, { 'SHA-256': '2031-04-01' });
    expect(await round(fallen, 100)).toMatchObject({ renewed: 0 });
    expect((await round(fallen, 100)).waiting).toBeGreaterThan(0);
    expect(await happened(fallen, id)).toStrictEqual([]);
    expect(await oldestOverdueSeconds(fallen)).toBeGreaterThan(0);
  });
});
