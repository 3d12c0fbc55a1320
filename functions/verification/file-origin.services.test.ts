import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ISSUED, acceptedRevision, issuedRevision } from '../../test/support/issued-revision.ts';
import { agency, fillDirectory } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { IssuedFiles } from '../archive/index.ts';
import { Directory } from '../directory/index.ts';
import { sha256 } from '../platform/digest.ts';
import { coveredDigest, type DocumentReport, verifyDocument } from '../signing/index.ts';
import { type RevisionId, Tracker } from '../tracking/index.ts';
import { fileOrigin, type OriginDeps } from './file-origin.ts';

const NOW = new Date('2026-11-25T02:00:00Z');
const OURS = Buffer.from('%PDF-1.7');
const ISSUED_HERE = { agency: agency.name, symbol: ISSUED.symbol, date: ISSUED.date };

let world: TestTable;
let deps: OriginDeps & { readonly issued: IssuedFiles };
beforeAll(async () => {
  world = await startTable();
  const directory = new Directory(world.table);
  await fillDirectory(directory);
  deps = { issued: new IssuedFiles(world.table), tracker: new Tracker(world.table, () => NOW), directory };
});
afterAll(() => world.stop());

/** In UTC that is the day before. */
const RECALLED_ON = '2026-11-26';
const recall = (id: RevisionId) =>
  deps.tracker.record(
    id,
    'result-recalled',
    'result-recalled',
    { reason: 'Ghi sai diện tích.' },
    { occurredAt: '2026-11-25T18:00:00.000Z' },
  );

const renew = (
  id: RevisionId,
  { sha256: from }: { sha256: string },
  stored: { key: string; versionId: null; sha256: string; size: number },
) =>
  deps.tracker.record(id, 'file-renewed', `file-renewed:${from}`, {
    ...stored,
    from,
    stampedAt: NOW.toISOString(),
    certificatesEnd: '2036-11-25T02:00:00.000Z',
  });

const origin = (pdf: Uint8Array, change: Partial<DocumentReport> = {}) =>
  fileOrigin(deps, pdf, { ...verifyDocument(pdf, { roots: [], now: NOW }), ...change });
const register = (id: RevisionId, earlier: string[] = [], covered: string[] = []) =>
  deps.issued.register({ file: ISSUED.sha256, earlier, covered }, id);

describe('the origin of a file', () => {
  it('is nobody’s here when its bytes are not known', async () => {
    expect(await origin(Buffer.from('%PDF-1.4'))).toEqual({ state: 'not-ours' });
  });

  it('is not issued while the log does not say so, though its bytes are known already', async () => {
    await register(await acceptedRevision(deps.tracker));
    expect(await origin(OURS)).toEqual({ state: 'not-issued' });
  });

  it('is the file in force until its document is recalled, and superseded once that is replaced', async () => {
    const id = await issuedRevision(deps.tracker);
    await register(id);
    expect(await origin(OURS)).toEqual({ state: 'issued', ...ISSUED_HERE });
    await recall(id);
    const next = await acceptedRevision(deps.tracker, { code: id.code, revision: 2 });
    expect(await origin(OURS)).toEqual({ state: 'recalled', ...ISSUED_HERE, recalledOn: RECALLED_ON });
    await issuedRevision(deps.tracker, next);
    expect(await origin(OURS)).toEqual({ state: 'superseded', ...ISSUED_HERE, recalledOn: RECALLED_ON });
  });

  it('tells of the recall, too, where the bytes are those of an earlier revision or altered', async () => {
    const pdf = Buffer.from('%PDF-1.7 recalled <00> and more');
    const earlier = Buffer.from('%PDF-1.3');
    const covers = [0, 18, 22, 9] as const;
    const id = await issuedRevision(deps.tracker);
    await register(id, [sha256(earlier)], [coveredDigest(pdf, covers)]);
    await recall(id);
    const told = { ...ISSUED_HERE, recalledOn: RECALLED_ON };
    expect(await origin(earlier)).toEqual({ state: 'earlier-revision', ...told });
    const signed = { covers } as unknown as DocumentReport['signatures'][number];
    expect(await origin(pdf, { signatures: [signed] })).toEqual({ state: 'altered', ...told });
  });

  it('is a certified copy under its own number, also once renewed, and recalled with its original', async () => {
    const [copy, renewed] = [Buffer.from('%PDF-1.7 copy'), Buffer.from('%PDF-1.7 copy renewed')];
    const id = await issuedRevision(deps.tracker);
    const numbered = { symbol: '01/SY-UBND', date: '2026-11-24' };
    const stored = (pdf: Buffer) => ({
      key: `copies/2026/${id.code}-r1/${sha256(pdf)}.pdf`,
      versionId: null,
      sha256: sha256(pdf),
      size: pdf.length,
    });
    await deps.tracker.record(id, 'copy-issued', 'copy-issued:ban-sao-01', {
      order: 'ban-sao-01',
      ...numbered,
      ...stored(copy),
    });
    await renew(id, stored(copy), stored(renewed));
    for (const pdf of [copy, renewed]) {
      await deps.issued.register({ file: sha256(pdf), earlier: [], covered: [] }, id);
      expect(await origin(pdf)).toEqual({ state: 'issued', agency: agency.name, ...numbered });
    }
    await recall(id);
    const told = { agency: agency.name, ...numbered, recalledOn: RECALLED_ON };
    for (const pdf of [copy, renewed]) expect(await origin(pdf)).toEqual({ state: 'recalled', ...told });
  });

  it('is an earlier revision where the bytes are those of one', async () => {
    const earlier = Buffer.from('%PDF-1.6');
    await register(await issuedRevision(deps.tracker), [sha256(earlier)]);
    expect(await origin(earlier)).toEqual({ state: 'earlier-revision', ...ISSUED_HERE });
  });

  it('stays the file that was issued when its timestamps are renewed, and so is the renewed one', async () => {
    const renewed = Buffer.from('%PDF-1.7 renewed');
    const id = await issuedRevision(deps.tracker);
    await register(id);
    await deps.issued.register({ file: sha256(renewed), earlier: [ISSUED.sha256], covered: [] }, id);
    await renew(id, ISSUED, {
      key: `results/2026/${id.code}-r1/${sha256(renewed)}.pdf`,
      versionId: null,
      sha256: sha256(renewed),
      size: renewed.length,
    });
    for (const pdf of [OURS, renewed]) {
      expect(await origin(pdf)).toEqual({ state: 'issued', ...ISSUED_HERE });
    }
  });

  it('is altered where a signature of ours is in it, and the bytes are others', async () => {
    const pdf = Buffer.from('%PDF-1.7 signed <00> and more');
    const covers = [0, 16, 20, 9] as const;
    await register(await issuedRevision(deps.tracker), [], [coveredDigest(pdf, covers)]);
    const signed = { covers } as unknown as DocumentReport['signatures'][number];
    expect(await origin(pdf, { signatures: [signed] })).toEqual({ state: 'altered', ...ISSUED_HERE });
  });

  it('is looked up for a few signatures only, however many a file has', async () => {
    const pdf = Buffer.alloc(64);
    let asked = 0;
    const issued = { findFile: async () => undefined, findCovered: async () => void (asked += 1) };
    const signed = { covers: [0, 1, 3, 1] } as unknown as DocumentReport['signatures'][number];
    const report = { sha256: sha256(pdf), signatures: Array.from({ length: 100 }, () => signed) };
    await fileOrigin({ ...deps, issued }, pdf, report as unknown as DocumentReport);
    expect(asked).toBe(4);
  });
});
