import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBuckets, type TestBuckets } from '../../test/support/buckets.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { fromHere } from '../../test/support/rewind.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { Directory } from '../directory/index.ts';
import { sha256 } from '../platform/digest.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { ProofSchedule } from '../renewal/index.ts';
import { cancelNumber, seriesFor } from '../registry/index.ts';
import { agency } from '../../test/support/province.ts';
import { openSigningDesk, SIGNED_AT, type SigningDesk } from '../signing/testing/signing-desk.ts';
import { draftedRevision, furnish, openSigningOffice } from '../signing/testing/signing-office.ts';
import { fileFingerprint } from '../signing/index.ts';
import { unsignedResult } from '../signing/testing/unsigned-result.ts';
import { embedOfficialSignature } from '../signing/embed-official-signature.ts';
import { prepareSignatureOfOfficial } from '../signing/prepare-official-signature.ts';
import { sealResult } from '../signing/seal-result.ts';
import { signAsOfficial } from '../signing/sign-as-official.ts';
import { verifyChain } from '../tracking/index.ts';
import { extendsDraft } from './approved-draft.ts';
import { archiveResult } from './archive-result.ts';
import { IssuedFiles } from './issued-files.ts';

let world: { table: TestTable; buckets: TestBuckets };
let desk: SigningDesk;
let draft: Uint8Array;
/** The moment when a result is sealed and nothing more has happened, and a process that is to archive it. */
let sealed: () => Promise<Sealed>;

beforeAll(async () => {
  world = { table: await startTable(), buckets: await startBuckets() };
  desk = await openSigningDesk();
  draft = await unsignedResult({ compressed: false });
  await furnish(world, desk);
  const certificate = Buffer.from(desk.authority.certificate).toString('base64');
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`;
  await new Directory(world.table.table).putTrustAnchors({ roots: [pem] });
  const result = await seal();
  const places = { table: world.table.table, folders: [world.buckets.directory] };
  sealed = await fromHere(places, async () => ({ ...(await open()), ...result }));
});
afterAll(async () => {
  await world.table.stop();
  await world.buckets.stop();
});

/** A result on its way, signed and sealed by the real steps. */
async function seal() {
  const office = await openSigningOffice(world, desk);
  const { id: item, document } = await draftedRevision(office, draft);
  const id = { code: item.code, revision: item.revision };
  await office.tracker.record(id, 'result-approved', 'result-approved', { sha256: document.sha256 });
  const approvedSha256 = document.sha256;
  const prepared = await prepareSignatureOfOfficial(office, { ...id, document, approvedSha256 });
  await signAsOfficial(office, id, prepared);
  const signed = await embedOfficialSignature(office, id, prepared);
  const result = await sealResult(office, id, signed);
  await office.end();
  return { id, ...result };
}

/** A process that can archive. */
async function open() {
  const office = await openSigningOffice(world, desk);
  const { endpoint, credentials } = world.buckets.client.config;
  const objects = new S3Client({ endpoint, credentials, region: 'ap-southeast-1' });
  office.faults.watch(objects);
  const archive = new ObjectStore(objects, world.buckets.archive.bucket);
  const issued = new IssuedFiles(office.table);
  const proofs = new ProofSchedule(office.table);
  return { ...office, deps: { ...office, archive, issued, proofs }, objects };
}
type Sealed = Awaited<ReturnType<typeof open>> & Awaited<ReturnType<typeof seal>>;

const archive = ({ deps, id, document, number }: Sealed, change: object = {}) =>
  archiveResult(deps, { ...id, document, number, level: 'B-T', ...change });

/** Puts other bytes in the file's place, under their own digest, as somebody who means harm would. */
async function replaced({ work }: Sealed, pdf: Uint8Array) {
  const document = { key: `signing/other/${sha256(pdf)}.pdf`, sha256: sha256(pdf) };
  await work.putOnce(document.key, pdf, 'application/pdf');
  return { document };
}

const refusal = (result: Sealed, change: object = {}) =>
  archive(result, change).then(
    () => 'issued',
    (error: Error) => `${error.name}: ${error.message.replace(/^.* r1: /, '')}`,
  );

describe('archiving a result', () => {
  it('stores the file under its year and digest, and makes it issued', async () => {
    const result = await sealed();
    const archived = await archive(result);
    expect(archived.key).toBe(`results/2026/${result.id.code}-r1/${result.document.sha256}.pdf`);
    const pdf = await world.buckets.archive.get(archived.key);
    expect(sha256(pdf)).toBe(result.document.sha256);
    expect(await result.tracker.state(result.id)).toMatchObject({
      status: 'issued',
      archived: { ...archived, size: pdf.byteLength },
    });
  });

  it('makes the file known by its bytes, by those of an earlier signed revision, and never by the draft’s', async () => {
    const result = await sealed();
    await archive(result);
    const pdf = Buffer.from(await result.work.get(result.document.key));
    const earlier = pdf.subarray(0, pdf.lastIndexOf('%%EOF', -8) + 6);
    expect(await result.deps.issued.findFile(sha256(pdf))).toEqual(result.id);
    expect(await result.deps.issued.findFile(sha256(earlier))).toEqual(result.id);
    expect(await result.deps.issued.findFile(sha256(draft))).toBeUndefined();
  });

  it('keeps the head of the log beside it, so that a log cut off later shows', async () => {
    const result = await sealed();
    const { key } = await archive(result);
    const beside = await world.buckets.archive.get(key.replace(/pdf$/, 'json'));
    const { head, number } = JSON.parse(Buffer.from(beside).toString());
    const log = await result.tracker.log.read(result.id);
    expect(number).toEqual(result.number);
    expect(verifyChain(log, head)).toMatchObject({ whole: true });
    expect(verifyChain(log.slice(0, -1), head)).toMatchObject({ whole: false, reason: 'tail' });
  });

  it('answers the same run twice and twice at once, and stores one object', async () => {
    const result = await sealed();
    const [first, second] = await Promise.all([archive(result), archive(result)]);
    expect(second).toEqual(first);
    expect(await archive(result)).toEqual(first);
    const events = await result.tracker.log.read(result.id);
    expect(events.filter((each) => each.type === 'result-archived')).toHaveLength(1);
  });

  it('ends the same wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: sealed,
      act: (result) => archive(result),
      check: async (result, struck) => {
        const { archived, status } = await result.tracker.state(result.id);
        expect(status, struck).toBe('issued');
        const json = archived?.key.replace(/pdf$/, 'json') ?? '';
        expect(await world.buckets.archive.find(json), struck).toBeDefined();
        const { file, earlier, covered } = fileFingerprint(await result.work.get(result.document.key));
        for (const each of [file, ...earlier]) {
          expect(await result.deps.issued.findFile(each), struck).toEqual(result.id);
        }
        for (const each of covered) {
          expect(await result.deps.issued.findCovered(each), struck).toEqual(result.id);
        }
      },
      end: async (result) => {
        result.objects.destroy();
        await result.end();
      },
    });
    // The file, its two digests, what its two signatures cover, the event, the projection, the head of the log.
    expect(writes).toBe(8);
  });
});

describe('a file is never issued', () => {
  it('when its number or date is not the register’s, or was cancelled', async () => {
    const result = await sealed();
    const expected = 'ResultInvalid: number-not-registered';
    const { number } = result;
    expect(await refusal(result, { number: { ...number, date: '2026-11-25' } })).toBe(expected);
    expect(await refusal(result, { number: { ...number, symbol: '99/GPXD-UBND' } })).toBe(expected);
    const series = seriesFor(agency, 'giay-phep-xay-dung');
    const cancel = { id: result.id, agency: agency.code, series, now: SIGNED_AT, reason: 'operator' };
    await cancelNumber(result, cancel);
    expect(await refusal(result)).toBe(expected);
    expect((await result.tracker.state(result.id)).archived).toBeNull();
  });

  it('when a byte that is signed was changed', async () => {
    const result = await sealed();
    const pdf = Buffer.from(await result.work.get(result.document.key));
    pdf.writeUInt8(pdf.readUInt8(1000) ^ 1, 1000);
    expect(await refusal(result, await replaced(result, pdf))).toMatch(/^ResultInvalid: .*digest/);
  });

  it('when the bytes under its key are not those sealed', async () => {
    const result = await sealed();
    const { document } = await replaced(result, draft);
    const change = { document: { ...result.document, key: document.key } };
    expect(await refusal(result, change)).toMatch(/^ResultInvalid: .*file-differs/);
  });

  it('when bytes follow the last signature', async () => {
    const result = await sealed();
    const pdf = Buffer.concat([await result.work.get(result.document.key), Buffer.from('\n% thêm\n')]);
    expect(await refusal(result, await replaced(result, pdf))).toMatch(/^ResultInvalid: /);
  });

  it('when it is the sealed result of another dossier', async () => {
    const [result, other] = [await sealed(), await seal()];
    expect(await refusal(result, { document: other.document })).toBe(
      'ResultInvalid: number-differs (number)',
    );
  });

  it('when it did not grow from the draft that was approved', async () => {
    const result = await sealed();
    await result.tracker.record(result.id, 'result-approved', 'other', { sha256: 'a'.repeat(64) });
    expect(await refusal(result)).toBe('ResultInvalid: not-the-approved-draft');
  });

  it('when the seal in the log is of another certificate', async () => {
    const result = await sealed();
    const { document, number } = result;
    const data = { document, symbol: number.symbol, date: number.date, sealedAt: SIGNED_AT.toISOString() };
    await result.tracker.record(result.id, 'result-sealed', 'other', {
      ...data,
      certificate: 'b'.repeat(64),
    });
    expect(await refusal(result)).toBe('ResultInvalid: signer-differs (agency)');
  });

  it('when the file is missing', async () => {
    const result = await sealed();
    const document = { ...result.document, key: 'signing/nowhere.pdf' };
    await expect(archive(result, { document })).rejects.toMatchObject({ name: 'PreconditionMissing' });
  });
});

describe('the approved draft', () => {
  it('is found in front of what was appended, whatever ends its last line', () => {
    for (const newline of ['', '\n', '\r\n']) {
      const approved = Buffer.from(`%PDF-1.7\n%%EOF\nmore\n%%EOF${newline}`);
      const result = Buffer.concat([approved, Buffer.from('9 0 obj\nendobj\n%%EOF\n')]);
      expect(extendsDraft(result, sha256(approved))).toBe(true);
      expect(extendsDraft(Buffer.concat([Buffer.from(' '), result]), sha256(approved))).toBe(false);
    }
  });
});
