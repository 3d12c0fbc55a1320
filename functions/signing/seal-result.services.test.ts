import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestBuckets, startBuckets } from '../../test/support/buckets.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { type TestTable, startTable } from '../../test/support/table.ts';
import { SealNotAuthorised, sealResult } from './seal-result.ts';
import { type SigningDesk, openSigningDesk } from './testing/signing-desk.ts';
import { draftedRevision, furnish, happenings, openSigningOffice } from './testing/signing-office.ts';
import { unsignedResult } from './testing/unsigned-result.ts';
import { validateResult } from './validation/validate-result.ts';

const ROAD = [
  'seal-authorised',
  'number-allotted',
  'signature-prepared',
  'signature-received',
  'result-sealed',
];

let world: { table: TestTable; buckets: TestBuckets };
let desk: SigningDesk;
let draft: Uint8Array;

beforeAll(async () => {
  world = { table: await startTable(), buckets: await startBuckets() };
  desk = await openSigningDesk();
  draft = await unsignedResult({ compressed: false });
});
beforeEach(() => furnish(world, desk));
afterAll(async () => {
  await world.table.stop();
  await world.buckets.stop();
});

async function opened(file = draft) {
  const office = await openSigningOffice(world, desk);
  return { office, faults: office.faults, ...(await draftedRevision(office, file)) };
}

describe('the seal', () => {
  it('gives a valid result with the register’s number and date', async () => {
    const at = await opened(await desk.signAsOfficial(draft));
    const { document, number } = await sealResult(at.office, at.id, at.document);
    const pdf = await at.office.work.get(document.key);
    const report = validateResult(pdf, {
      roots: [desk.authority.certificate],
      expected: { number: number.symbol, date: number.date, sha256: document.sha256 },
    });
    expect(report).toMatchObject({ valid: true, findings: [] });
    expect(await happenings(at.office, at.id)).toStrictEqual(ROAD);
  });

  it('answers the same number and file when it is asked again', async () => {
    const at = await opened(await desk.signAsOfficial(draft));
    const first = await sealResult(at.office, at.id, at.document);
    await expect(sealResult(at.office, at.id, at.document)).resolves.toStrictEqual(first);
    expect(at.office.counted).toMatchObject({ signatures: 1, stamps: 1 });
  });

  it('answers the same number and file when two seal at once', async () => {
    const at = await opened(await desk.signAsOfficial(draft));
    const another = await openSigningOffice(world, desk);
    const [a, b] = await Promise.all([
      sealResult(at.office, at.id, at.document),
      sealResult(another, at.id, at.document),
    ]);
    expect(a).toStrictEqual(b);
    expect(await happenings(at.office, at.id)).toStrictEqual(ROAD);
  });

  it('waits for the clerk where the agency seals by hand', async () => {
    await furnish(world, desk, { sealing: { mode: 'by-hand' } });
    const at = await opened(await desk.signAsOfficial(draft));
    await expect(sealResult(at.office, at.id, at.document)).rejects.toThrow(SealNotAuthorised);
    const clerk = { kind: 'clerk', id: 'sub-clerk' } as const;
    await at.office.tracker.record(
      at.id,
      'seal-authorised',
      'seal-authorised',
      { basis: 'by-hand' },
      { actor: clerk },
    );
    await expect(sealResult(at.office, at.id, at.document)).resolves.toHaveProperty('number.symbol');
  });

  it.each([
    ['certificateHold', 'CertificateRevoked'],
    ['nothing', 'RevocationUnavailable'],
  ] as const)('burns no number where the status of the certificate is %s', async (say, name) => {
    const at = await opened(await desk.signAsOfficial(draft));
    at.office.revocation.say = say;
    await expect(sealResult(at.office, at.id, at.document)).rejects.toMatchObject({ name });
    expect(await happenings(at.office, at.id)).toStrictEqual(['seal-authorised']);
    expect(at.office.counted).toMatchObject({ signatures: 0, stamps: 0 });
    at.office.revocation.say = 'good';
    await sealResult(at.office, at.id, at.document);
    expect(await happenings(at.office, at.id)).toStrictEqual(ROAD);
  });

  it('keeps number and date when it is made the next day', async () => {
    const at = await opened(await desk.signAsOfficial(draft));
    at.office.counted.stampsAnswered = false;
    await expect(sealResult(at.office, at.id, at.document)).rejects.toMatchObject({ name: 'TsaUnavailable' });
    at.office.counted.stampsAnswered = true;
    const tomorrow = { ...at.office, clock: () => new Date('2026-11-25T02:00:00Z') };
    const { number } = await sealResult(tomorrow, at.id, at.document);
    expect(number.date).toBe('2026-11-24');
  });

  it('ends with one number, one seal and one valid file wherever it is killed', async () => {
    const file = await desk.signAsOfficial(draft);
    const writes = await killEverywhere({
      world: () => opened(file),
      act: (at) => sealResult(at.office, at.id, at.document),
      check: async (at, struck) => {
        expect(await happenings(at.office, at.id), struck).toStrictEqual(ROAD);
        const { document, number } = await at.office.tracker.state(at.id);
        const expected = { number: number!.symbol, date: number!.date, sha256: document!.sha256 };
        const pdf = await at.office.work.get(document!.key);
        const report = validateResult(pdf, { roots: [desk.authority.certificate], expected });
        expect(report.findings, struck).toStrictEqual([]);
      },
      end: (at) => at.office.end(),
    });
    expect(writes).toBe(12);
  });
});
