import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestBuckets, startBuckets } from '../../test/support/buckets.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { eventsOf } from '../../test/support/office.ts';
import { type TestTable, startTable } from '../../test/support/table.ts';
import { embedOfficialSignature } from './embed-official-signature.ts';
import { ApprovedBytesDiffer, prepareSignatureOfOfficial } from './prepare-official-signature.ts';
import { SealNotAuthorised, sealResult } from './seal-result.ts';
import { signAsOfficial } from './sign-as-official.ts';
import { type SigningDesk, openSigningDesk } from './testing/signing-desk.ts';
import { type SigningOffice, draftedRevision, furnish, openSigningOffice } from './testing/signing-office.ts';
import { unsignedResult } from './testing/unsigned-result.ts';
import { validateResult } from './validation/validate-result.ts';

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

async function opened() {
  const office = await openSigningOffice(world, desk);
  return { office, faults: office.faults, ...(await draftedRevision(office, draft)) };
}
type Opened = Awaited<ReturnType<typeof opened>>;

const prepare = ({ office, id, document }: Opened) =>
  prepareSignatureOfOfficial(office, {
    code: id.code,
    revision: id.revision,
    document,
    approvedSha256: document.sha256,
  });

async function signed(opened: Opened, office: SigningOffice = opened.office) {
  const prepared = await prepare({ ...opened, office });
  await signAsOfficial(office, opened.id, prepared);
  return embedOfficialSignature(office, opened.id, prepared);
}

async function sealed(opened: Opened, office: SigningOffice = opened.office) {
  return sealResult(office, opened.id, await signed(opened, office));
}

const road = (events: readonly string[]) => events.map((key) => key.replace(/:.*/, ''));
const WHOLE_ROAD = [
  'signature-prepared',
  'signature-received',
  'official-signed',
  'seal-authorised',
  'number-allotted',
  'signature-prepared',
  'signature-received',
  'result-sealed',
];

describe('the official’s signature', () => {
  it('is refused over other bytes than those approved', async () => {
    const { office, id, document } = await opened();
    const input = { code: id.code, revision: id.revision, document, approvedSha256: 'f'.repeat(64) };
    await expect(prepareSignatureOfOfficial(office, input)).rejects.toThrow(ApprovedBytesDiffer);
  });

  it('is refused when the stored draft is not the one approved', async () => {
    const at = await opened();
    await at.office.work.replace(
      at.document.key,
      await unsignedResult({ compressed: true }),
      'application/pdf',
    );
    await expect(prepare(at)).rejects.toMatchObject({ name: 'PreparedFileChanged' });
  });

  it('is prepared and made once, whoever asks again, and at once', async () => {
    const at = await opened();
    const another = await openSigningOffice(world, desk);
    const [first, second] = await Promise.all([prepare(at), prepare({ ...at, office: another })]);
    expect(second).toStrictEqual(first);
    await Promise.all([signAsOfficial(at.office, at.id, first), signAsOfficial(another, at.id, first)]);
    const [a, b] = await Promise.all([
      embedOfficialSignature(at.office, at.id, first),
      embedOfficialSignature(another, at.id, first),
    ]);
    expect(a).toStrictEqual(b);
    expect(road(await eventsOf(at.office, at.id))).toStrictEqual(WHOLE_ROAD.slice(0, 3));
  });

  it('is not made again when no timestamp could be had: the value is kept', async () => {
    const at = await opened();
    const prepared = await prepare(at);
    await signAsOfficial(at.office, at.id, prepared);
    at.office.counted.stampsAnswered = false;
    await expect(embedOfficialSignature(at.office, at.id, prepared)).rejects.toMatchObject({
      name: 'TsaUnavailable',
    });
    at.office.counted.stampsAnswered = true;
    await signAsOfficial(at.office, at.id, prepared);
    await embedOfficialSignature(at.office, at.id, prepared);
    expect(at.office.counted).toMatchObject({ signatures: 1, stamps: 1 });
  });

  it('ends with one signature wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: opened,
      act: (at) => signed(at),
      check: async (at, struck) => {
        expect(road(await eventsOf(at.office, at.id)), struck).toStrictEqual(WHOLE_ROAD.slice(0, 3));
        const { document } = await at.office.tracker.state(at.id);
        const pdf = await at.office.work.get(document!.key);
        const report = validateResult(pdf, { roots: [desk.authority.certificate] });
        expect(report.signatures, struck).toMatchObject([{ field: 'official' }]);
      },
      end: (at) => at.office.end(),
    });
    expect(writes).toBe(9);
  });
});

describe('the seal', () => {
  it('gives a valid result with the register’s number and date', async () => {
    const at = await opened();
    const { document, number } = await sealed(at);
    const pdf = await at.office.work.get(document.key);
    const report = validateResult(pdf, {
      roots: [desk.authority.certificate],
      expected: { number: number.symbol, date: number.date, sha256: document.sha256 },
    });
    expect(report).toMatchObject({ valid: true, findings: [] });
    expect(road(await eventsOf(at.office, at.id))).toStrictEqual(WHOLE_ROAD);
  });

  it('answers the same number and file when it is asked again', async () => {
    const at = await opened();
    const file = await signed(at);
    const first = await sealResult(at.office, at.id, file);
    await expect(sealResult(at.office, at.id, file)).resolves.toStrictEqual(first);
    expect(at.office.counted).toMatchObject({ signatures: 2, stamps: 2 });
  });

  it('answers the same number and file when two seal at once', async () => {
    const at = await opened();
    const file = await signed(at);
    const another = await openSigningOffice(world, desk);
    const [a, b] = await Promise.all([sealResult(at.office, at.id, file), sealResult(another, at.id, file)]);
    expect(a).toStrictEqual(b);
    expect(road(await eventsOf(at.office, at.id))).toStrictEqual(WHOLE_ROAD);
  });

  it('waits for the clerk where the agency seals by hand', async () => {
    await furnish(world, desk, { sealing: { mode: 'by-hand' } });
    const at = await opened();
    const file = await signed(at);
    await expect(sealResult(at.office, at.id, file)).rejects.toThrow(SealNotAuthorised);
    const clerk = { kind: 'clerk', id: 'sub-clerk' } as const;
    await at.office.tracker.record(
      at.id,
      'seal-authorised',
      'seal-authorised',
      { basis: 'by-hand' },
      { actor: clerk },
    );
    await expect(sealResult(at.office, at.id, file)).resolves.toHaveProperty('number.symbol');
  });

  it('keeps number and date when it is made the next day', async () => {
    const at = await opened();
    const file = await signed(at);
    at.office.counted.stampsAnswered = false;
    await expect(sealResult(at.office, at.id, file)).rejects.toMatchObject({ name: 'TsaUnavailable' });
    at.office.counted.stampsAnswered = true;
    const tomorrow = { ...at.office, clock: () => new Date('2026-11-25T02:00:00Z') };
    const { number } = await sealResult(tomorrow, at.id, file);
    expect(number.date).toBe('2026-11-24');
  });

  it('ends with one number, one seal and one valid file wherever it is killed', async () => {
    const file = await desk.signAsOfficial(draft);
    const writes = await killEverywhere({
      world: async () => {
        const office = await openSigningOffice(world, desk);
        return { office, faults: office.faults, ...(await draftedRevision(office, file)) };
      },
      act: (at) => sealResult(at.office, at.id, at.document),
      check: async (at, struck) => {
        expect(road(await eventsOf(at.office, at.id)), struck).toStrictEqual(WHOLE_ROAD.slice(3));
        const { document, number } = await at.office.tracker.state(at.id);
        const expected = { number: number!.symbol, date: number!.date, sha256: document!.sha256 };
        const pdf = await at.office.work.get(document!.key);
        const report = validateResult(pdf, { roots: [desk.authority.certificate], expected });
        expect(report.findings, struck).toStrictEqual([]);
      },
      end: (at) => at.office.end(),
    });
    expect(writes).toBe(16);
  });
});
