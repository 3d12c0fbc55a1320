import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBuckets, startBuckets } from '../../test/support/buckets.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { type TestTable, startTable } from '../../test/support/table.ts';
import { augmentResult } from './augment-result.ts';
import { awaitTrustService } from './await-trust-service.ts';
import { OID } from './cms/object-identifiers.ts';
import { PdfFile } from './pdf/pdf-file.ts';
import { storedEvidence } from './pdf/security-store.ts';
import type { SignatureLevel } from './signature-level.ts';
import { type SealedResult, sealedResult } from './testing/sealed-result.ts';
import { DATE, NUMBER, SIGNED_AT, stamp } from './testing/signing-desk.ts';
import { testList } from './testing/test-status.ts';
import { draftedRevision, happenings, openSigningOffice } from './testing/signing-office.ts';
import { verifyDocument } from './validation/document/verify-document.ts';
import { validateResult } from './validation/validate-result.ts';

let world: { table: TestTable; buckets: TestBuckets };
let result: SealedResult;
let list: Uint8Array;

beforeAll(async () => {
  world = { table: await startTable(), buckets: await startBuckets() };
  result = await sealedResult();
  list = await testList({ signer: result.desk.authority.signer, thisUpdate: SIGNED_AT });
});
afterAll(async () => {
  await world.table.stop();
  await world.buckets.stop();
});

async function opened(level: SignatureLevel = 'B-LTA', file = result.sealed) {
  const office = await openSigningOffice(world, result.desk);
  const asked: number[] = [];
  const deps = {
    ...office,
    level,
    roots: () => Promise.resolve([result.desk.authority.certificate]),
    evidence: (chains: readonly (readonly Uint8Array[])[]) => {
      asked.push(chains.length);
      return Promise.resolve({ certificates: chains.flat(), ocsps: [], crls: [list] });
    },
  };
  return { office, faults: office.faults, deps, asked, ...(await draftedRevision(office, file)) };
}

type Opened = Awaited<ReturnType<typeof opened>>;

const augment = (at: Opened) => augmentResult(at.deps, at.id, at.document);

async function findings(at: Opened, document: { key: string; sha256: string }, level: SignatureLevel) {
  const report = validateResult(await at.office.work.get(document.key), {
    roots: [result.desk.authority.certificate],
    level,
    expected: { number: NUMBER, date: DATE, sha256: document.sha256 },
  });
  return report.findings;
}

describe('what a sealed result gets before it is archived', () => {
  it.each(['B-LT', 'B-LTA'] as const)('makes it %s, and the log says so', async (level) => {
    const at = await opened(level);
    const answer = await augment(at);
    expect(answer.level).toBe(level);
    expect(await findings(at, answer.document, level)).toStrictEqual([]);
    expect(await happenings(at.office, at.id)).toStrictEqual(['result-augmented']);
  });

  it('is nothing where B-T is all that is asked for', async () => {
    const at = await opened('B-T');
    await expect(augment(at)).resolves.toStrictEqual({ document: at.document, level: 'B-T' });
    expect(await happenings(at.office, at.id)).toStrictEqual([]);
  });

  it('holds both signers’ and the timestamp authority’s chains to the root, and their evidence, once', async () => {
    const at = await opened();
    const { document } = await augment(at);
    const held = storedEvidence(new PdfFile(await at.office.work.get(document.key)));
    const { official, agency, time, authority } = result.desk;
    const own = [official, agency, time].flatMap((signer) => signer.certificateChain());
    const expected = new Set([...own, authority.certificate].map((der) => Buffer.from(der).toString('hex')));
    const stored = held.certificates.map((der) => Buffer.from(der).toString('hex'));
    expect(new Set(stored)).toStrictEqual(expected);
    expect(stored).toHaveLength(expected.size);
    expect(held.crls.map((der) => Buffer.from(der))).toStrictEqual([Buffer.from(list)]);
    expect(at.asked).toStrictEqual([4]);
  });

  it('holds the evidence of another authority, too, where that stamps the whole file', async () => {
    const at = await opened();
    const { authority } = result.desk;
    const other = await authority.issue({
      subject: 'Giờ khác',
      key: 'p256',
      extendedKeyUsage: OID.timeStamping,
    });
    const timestamp = async (covered: Uint8Array) => ({
      token: await stamp(covered, other.signer('ECDSA_SHA_256'), SIGNED_AT),
      time: SIGNED_AT,
    });
    const { document } = await augmentResult({ ...at.deps, authority: { timestamp } }, at.id, at.document);
    expect(at.asked).toStrictEqual([4, 5]);
    expect(await findings(at, document, 'B-LTA')).toStrictEqual([]);
    const pdf = await at.office.work.get(document.key);
    const report = verifyDocument(pdf, { roots: [authority.certificate], now: SIGNED_AT });
    expect(report.verdict).toBe('valid');
  });

  it('is made once, whoever asks again, and at once', async () => {
    const at = await opened();
    const another = await opened();
    const [a, b] = await Promise.all([augment(at), augmentResult(another.deps, at.id, at.document)]);
    expect(a).toStrictEqual(b);
    await expect(augment(at)).resolves.toStrictEqual(a);
    expect(await happenings(at.office, at.id)).toStrictEqual(['result-augmented']);
  });

  it('keeps the level it was made at when another is configured before a retry', async () => {
    const at = await opened('B-LT');
    const first = await augment(at);
    await expect(augmentResult({ ...at.deps, level: 'B-LTA' }, at.id, at.document)).resolves.toStrictEqual(
      first,
    );
  });

  it('is made once wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: () => opened(),
      act: (at) => augment(at),
      check: async (at, struck) => {
        expect(await happenings(at.office, at.id), struck).toStrictEqual(['result-augmented']);
        const { document } = await at.office.tracker.state(at.id);
        expect(await findings(at, document!, 'B-LTA'), struck).toStrictEqual([]);
      },
      end: (at) => at.office.end(),
    });
    expect(writes).toBe(3);
  });

  it('waits for a timestamp that is not to be had, and leaves nothing half done', async () => {
    const at = await opened();
    at.office.counted.stampsAnswered = false;
    await expect(augment(at)).rejects.toMatchObject({ name: 'TsaUnavailable' });
    expect(await happenings(at.office, at.id)).toStrictEqual([]);
  });

  it('is refused for a file whose chains cannot be kept', async () => {
    const sealed = await opened();
    const stranger = { ...sealed.deps, roots: () => Promise.resolve([]) };
    await expect(augmentResult(stranger, sealed.id, sealed.document)).rejects.toMatchObject({
      name: 'ChainMissing',
    });
  });
});

describe('a trust service that does not answer', () => {
  it('is waited for longer each time, up to an hour, and the log says for what', async () => {
    const at = await opened();
    const pauses: number[] = [];
    for (const wait of [1, 2, 3, 4, 5, 6, 6]) {
      const asked = { ...at.id, failedState: 'SealResult', error: 'TsaUnavailable', wait };
      pauses.push((await awaitTrustService(at.office, asked)).pauseSeconds);
    }
    expect(pauses).toStrictEqual([300, 600, 1_200, 2_400, 3_600, 3_600, 3_600]);
    expect(await happenings(at.office, at.id)).toStrictEqual(Array<string>(6).fill('trust-service-awaited'));
    expect((await at.office.tracker.state(at.id)).status).toBe('awaiting-trust-service');
  });
});
