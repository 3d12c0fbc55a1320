import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBuckets, startBuckets } from '../../test/support/buckets.ts';
import { type TestTable, startTable } from '../../test/support/table.ts';
import type { AlgorithmEnds } from '../platform/algorithm-ends.ts';
import { sha256 } from '../platform/digest.ts';
import { PdfFile } from '../signing/pdf/pdf-file.ts';
import { addEvidence, storedEvidence } from '../signing/pdf/security-store.ts';
import { proofFindings, standingProof, validateResult, verifyDocument } from '../signing/index.ts';
import { issuedFiles, verifyChain, versionsOf, type FileId } from '../tracking/index.ts';
import { oldestOverdueSeconds } from './overdue.ts';
import { renewBatch } from './renew-batch.ts';
import { issuedDossier, type IssuedDossier } from './testing/issued-dossier.ts';
import {
  ISSUED_AT,
  type RenewalOffice,
  type World,
  openRenewal,
  openWorld,
} from './testing/renewal-office.ts';

const LIMITS = { files: 100, sideBySide: 8, milliseconds: 60_000 };
const END = new Date('2056-11-24T02:00:00Z');
/** Announced in 2038: what the authorities then still use has three years left. */
const ANNOUNCED = new Date('2038-03-01T00:00:00Z');
const ENDS: AlgorithmEnds = { 'RSA-2048': '2041-06-30', 'SHA-256': '2041-06-30' };
const DAY_MS = 24 * 3_600_000;

let table: TestTable;
let buckets: TestBuckets;
let world: World;
let office: RenewalOffice;
let ids: IssuedDossier;
/** Every version of the result, and the day it became the one in force. */
let files: Version[];
let overdue: number;

interface Version {
  readonly pdf: Uint8Array;
  readonly since: Date;
}

beforeAll(async () => {
  [table, buckets] = [await startTable(), await startBuckets()];
  world = await openWorld(table, buckets);
  office = openRenewal(world);
  ids = await issuedDossier(world, office);
  overdue = await liveThrough(END);
  files = await versions(ids.result);
});
afterAll(async () => {
  office.end();
  await world.authorities.close();
  await table.stop();
  await buckets.stop();
});

/** A round every 45 days, though the schedule starts four a day; the longest anything was overdue, in days. */
async function liveThrough(end: Date): Promise<number> {
  let longest = 0;
  for (; world.time.now < end; world.time.now = laterThan(world.time.now)) {
    if (world.time.now >= ANNOUNCED && office.ends['SHA-256'] === undefined) {
      office.end();
      office = openRenewal(world, ENDS);
    }
    const { failed, lapsed } = await renewBatch(office, null, LIMITS);
    expect({ failed, lapsed }, world.time.now.toISOString()).toStrictEqual({ failed: 0, lapsed: 0 });
    longest = Math.max(longest, await oldestOverdueSeconds(office));
  }
  world.time.now = end;
  return longest / 86_400;
}

async function versions(id: FileId): Promise<Version[]> {
  const known = versionsOf(issuedFiles(await office.tracker.log.read(id)), id.file);
  return Promise.all(
    known.map(async ({ key, since }) => ({ pdf: await office.archive.get(key), since: new Date(since) })),
  );
}

function laterThan(moment: Date): Date {
  return new Date(moment.getTime() + 45 * DAY_MS);
}

async function judged(pdf: Uint8Array, now: Date, ends: AlgorithmEnds = ENDS) {
  const roots = await office.roots();
  const { findings } = validateResult(pdf, { roots, level: 'B-LTA', asOf: { now, ends } });
  return findings.map(({ code }) => code);
}

const newest = () => files.at(-1)!.pdf;
const first = () => files[0]!.pdf;

describe('a result that lives for thirty years', () => {
  it('is still valid at their end, under algorithms and roots that were not there at its beginning', async () => {
    expect(await judged(newest(), END)).toStrictEqual([]);
    const proof = standingProof(newest(), await office.roots());
    expect(proof?.algorithms).toStrictEqual(['RSA-3072', 'SHA-512']);
    expect(standingProof(first(), await office.roots())?.algorithms).toStrictEqual(['RSA-2048', 'SHA-256']);
  });

  it('is valid to the validator of foreign files, too', async () => {
    const roots = await office.roots();
    const report = verifyDocument(newest(), { roots, now: END, skipsRevocation: true });
    expect(report.verdict).toBe('valid');
    expect(report.signatures.map(({ changes }) => changes.level)).not.toContain('other');
  });

  it('is not valid without renewal, which is why there is one', async () => {
    expect(await judged(first(), ISSUED_AT)).toStrictEqual([]);
    expect(await judged(first(), END)).toStrictEqual(['proof-lapsed']);
    const roots = await office.roots();
    const asOf = { now: END, ends: ENDS };
    expect(proofFindings(first(), { roots, asOf })).toContain('proof-lapsed');
    expect(proofFindings(newest(), { roots, asOf })).toStrictEqual([]);
    expect(verifyDocument(first(), { roots, now: END, skipsRevocation: true }).verdict).toBe('cannot-tell');
  });

  it('was renewed once for each certificate of the authority, and when algorithms were about to fall', () => {
    const years = files.map(({ since }) => since.getUTCFullYear());
    expect(years).toStrictEqual([2026, 2031, 2036, 2041, 2046, 2051, 2056]);
    expect(overdue).toBeLessThan(90);
  });

  it('was valid on every day on which it was renewed, and each file ended before the next took over', async () => {
    for (const [index, { pdf, since }] of files.entries()) {
      expect(await judged(pdf, since, since < ANNOUNCED ? {} : ENDS), String(since)).toStrictEqual([]);
      const next = files[index + 1];
      if (next)
        expect(await judged(pdf, new Date(next.since.getTime() - 1)), String(since)).toStrictEqual([]);
    }
  });

  it('only grew: each file is a prefix of the next, readable to others, with evidence nothing of which is there twice', async () => {
    for (const [index, { pdf }] of files.entries()) {
      const before = files[index - 1]?.pdf ?? new Uint8Array();
      expect(Buffer.from(pdf.subarray(0, before.length)).equals(before)).toBe(true);
      expect((await PDFDocument.load(pdf)).getPageCount()).toBe(1);
      const file = new PdfFile(pdf);
      expect(file.sections.length).toBe(new PdfFile(first()).sections.length + 2 * index);
      const { certificates, ocsps, crls } = storedEvidence(file);
      const digests = [...certificates, ...ocsps, ...crls].map((piece) => sha256(piece));
      expect(new Set(digests).size).toBe(digests.length);
    }
  });

  it('has all of it in its log, chained and heads kept beside the files', async () => {
    const log = await office.tracker.log.read(ids.result);
    const heads = issuedFiles(log).flatMap(({ kind, versions: known }) =>
      kind === 'result' ? known : known.slice(1),
    );
    expect(heads).toHaveLength(7 + 6 + 6);
    for (const { key } of heads) {
      const beside = await office.archive.get(key.replace(/pdf$/, 'json'));
      expect(verifyChain(log, JSON.parse(Buffer.from(beside).toString()).head).whole).toBe(true);
    }
    expect((await office.tracker.state(ids.result)).archived?.sha256).toBe(sha256(newest()));
  });
});

describe.each(['appendix', 'copy'] as const)('the %s issued with that result', (kind) => {
  it('lives as long: renewed as often, grown alone, and proved at the end', async () => {
    const lived = await versions(ids[kind]);
    expect(lived.map(({ since }) => since.getUTCFullYear())).toStrictEqual([
      2026, 2031, 2036, 2041, 2046, 2051, 2056,
    ]);
    const roots = await office.roots();
    const asOf = { now: END, ends: ENDS };
    const [oldest, latest] = [lived[0]!.pdf, lived.at(-1)!.pdf];
    expect(Buffer.from(latest.subarray(0, oldest.length)).equals(oldest)).toBe(true);
    expect(proofFindings(oldest, { roots, asOf })).toContain('proof-lapsed');
    expect(proofFindings(latest, { roots, asOf })).toStrictEqual([]);
    expect(verifyDocument(latest, { roots, now: END, skipsRevocation: true }).verdict).toBe('valid');
  });
});

describe('a file whose renewals are not as they must be is refused', () => {
  it('when one byte of any of them changes', async () => {
    for (const { pdf } of files.slice(1)) {
      const changed = Buffer.from(newest());
      changed[pdf.length - 600] = (changed[pdf.length - 600] ?? 0) ^ 1;
      expect(await judged(changed, END)).not.toStrictEqual([]);
    }
  });

  it('when anything follows the newest timestamp', async () => {
    const stray = { certificates: [], ocsps: [Buffer.from('thêm')], crls: [] };
    expect(await judged(addEvidence(newest(), stray), END)).toStrictEqual(['later-change']);
  });

  it('when a root it once stood on is trusted no longer', async () => {
    const roots = (await office.roots()).filter((_, index) => index !== 1);
    const report = validateResult(newest(), { roots, level: 'B-LTA' });
    expect(report.findings.map(({ code }) => code)).toStrictEqual(['archive-timestamp']);
  });

  it('when an algorithm fell before the timestamp over it was renewed', async () => {
    expect(await judged(newest(), END, { 'SHA-256': '2030-06-30' })).toStrictEqual(['proof-lapsed']);
    expect(await judged(newest(), END, { 'SHA-512': '2056-06-30' })).toStrictEqual(['proof-lapsed']);
  });
});
