import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBuckets, type TestBuckets } from '../../test/support/buckets.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { agency } from '../../test/support/province.ts';
import { Directory } from '../directory/index.ts';
import { sha256 } from '../platform/digest.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { ProofSchedule } from '../renewal/index.ts';
import { enteredFiles } from '../renewal/testing/entered-files.ts';
import { renderResult } from '../rendering/index.ts';
import { sampleWithAppendix } from '../rendering/testing/sample-input.ts';
import { appendixLines } from '../signing/appendix-lines.ts';
import { augmentResult } from '../signing/augment-result.ts';
import { embedOfficialSignature } from '../signing/embed-official-signature.ts';
import { verifyDocument } from '../signing/index.ts';
import { formField } from '../signing/pdf/form-field.ts';
import { PdfFile } from '../signing/pdf/pdf-file.ts';
import { PdfString } from '../signing/pdf/pdf-object.ts';
import { showsLines } from '../signing/pdf/text-block.ts';
import { prepareSignatureOfOfficial } from '../signing/prepare-official-signature.ts';
import { sealAppendices } from '../signing/seal-appendices.ts';
import { sealResult } from '../signing/seal-result.ts';
import { signAsOfficial } from '../signing/sign-as-official.ts';
import type { SignatureLevel } from '../signing/signature-level.ts';
import { openSigningDesk, SIGNED_AT, type SigningDesk } from '../signing/testing/signing-desk.ts';
import { draftedRevision, furnish, openSigningOffice } from '../signing/testing/signing-office.ts';
import { testList } from '../signing/testing/test-status.ts';
import { appendicesIn } from '../tracking/index.ts';
import { fileOrigin } from '../verification/file-origin.ts';
import { finishedAppendices, storeAppendices } from './archive-appendices.ts';
import { archiveResult } from './archive-result.ts';
import { IssuedFiles } from './issued-files.ts';

let world: { table: TestTable; buckets: TestBuckets };
let desk: SigningDesk;
let rendered: Awaited<ReturnType<typeof renderResult>>;
let list: Uint8Array;

beforeAll(async () => {
  world = { table: await startTable(), buckets: await startBuckets() };
  desk = await openSigningDesk();
  rendered = await renderResult(await sampleWithAppendix());
  list = await testList({ signer: desk.authority.signer, thisUpdate: SIGNED_AT });
  await furnish(world, desk);
  const certificate = Buffer.from(desk.authority.certificate).toString('base64');
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`;
  await new Directory(world.table.table).putTrustAnchors({ roots: [pem] });
});
afterAll(async () => {
  await world.table.stop();
  await world.buckets.stop();
});

/** A decision with a list, as rendering leaves it. */
async function drafted(level: SignatureLevel = 'B-T', appendices = rendered.appendices) {
  const office = await openSigningOffice(world, desk);
  const { id: item, document } = await draftedRevision(office, rendered.pdf);
  const id = { code: item.code, revision: item.revision };
  const kept: { title: string; document: typeof document & { pages: number } }[] = [];
  for (const { title, pdf, pages } of appendices) {
    const digest = sha256(pdf);
    const key = `drafts/${id.code}-r1/${digest}.pdf`;
    await office.work.putOnce(key, pdf, 'application/pdf');
    kept.push({ title, document: { key, sha256: digest, pages } });
  }
  await office.tracker.record(id, 'result-rendered', 'result-rendered', { document, appendices: kept });
  const { endpoint, credentials } = world.buckets.client.config;
  const objects = new S3Client({ endpoint, credentials, region: 'ap-southeast-1' });
  office.faults.watch(objects);
  const deps = {
    ...office,
    level,
    evidence: async (chains: readonly (readonly Uint8Array[])[]) => ({
      certificates: chains.flat(),
      ocsps: [],
      crls: [list],
    }),
    archive: new ObjectStore(objects, world.buckets.archive.bucket),
    issued: new IssuedFiles(office.table),
    proofs: new ProofSchedule(office.table),
  };
  const end = async () => {
    objects.destroy();
    await office.end();
  };
  return { deps, faults: office.faults, id, document, end };
}
type Drafted = Awaited<ReturnType<typeof drafted>>;

/** The same, signed by its official. */
async function signed(...given: Parameters<typeof drafted>) {
  const at = await drafted(...given);
  const { deps, id, document } = at;
  await deps.tracker.record(id, 'result-approved', 'result-approved', { sha256: document.sha256 });
  const approved = { ...id, document, approvedSha256: document.sha256 };
  const prepared = await prepareSignatureOfOfficial(deps, approved);
  await signAsOfficial(deps, id, prepared);
  return { ...at, file: await embedOfficialSignature(deps, id, prepared) };
}
type Signed = Awaited<ReturnType<typeof signed>>;

async function sealAndArchive({ deps, id, file }: Signed) {
  const { document, number } = await sealResult(deps, id, file);
  await archiveResult(deps, { ...id, document, number, level: 'B-T' });
  return number;
}

const appendixOf = async ({ deps, id }: Drafted) => appendicesIn(await deps.tracker.log.read(id))[0]!;
const keysOf = async ({ deps, id }: Drafted) => (await deps.tracker.log.read(id)).map(({ key }) => key);

const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'issued',
    (error: Error) => `${error.name}: ${error.message.replace(/^.* r1: /, '')}`,
  );

describe('an appendix in a file of its own', () => {
  it('is signed by the agency with the result’s number and the time, and archived before the result is issued', async () => {
    const at = await signed();
    const { symbol } = await sealAndArchive(at);
    const { archived, sealed } = await appendixOf(at);
    const pdf = await at.deps.archive.get(archived!.key);
    const lines = appendixLines(symbol, SIGNED_AT);
    expect(lines).toEqual([`Số: ${symbol}`, 'Thời gian ký: 24-11-2026 09:00:00 +07:00']);
    expect(showsLines(new PdfFile(pdf), 'appendix', lines)).toBe(true);
    const spoken = formField(new PdfFile(pdf), 'appendix').dict.get('TU');
    expect(spoken instanceof PdfString && spoken.text()).toContain(lines.join('; '));
    expect(archived!.sha256).toBe(sealed!.document.sha256);
    const keys = await keysOf(at);
    expect(keys.indexOf('appendix-archived:1')).toBeLessThan(keys.indexOf('result-archived'));
  });

  it('is found again by its bytes, as the file in force', async () => {
    const at = await signed();
    const { symbol } = await sealAndArchive(at);
    const { archived } = await appendixOf(at);
    const pdf = await at.deps.archive.get(archived!.key);
    const roots = [desk.authority.certificate];
    const report = verifyDocument(pdf, { roots, now: SIGNED_AT, skipsRevocation: true });
    expect(await fileOrigin(at.deps, pdf, report)).toMatchObject({ state: 'issued', symbol });
  });

  it('leaves as B-LTA where results do, valid with what it carries, and is entered for renewal beside the result', async () => {
    const at = await signed('B-LTA');
    const { document: file, number } = await sealResult(at.deps, at.id, at.file);
    const { document, level } = await augmentResult(at.deps, at.id, file);
    await archiveResult(at.deps, { ...at.id, document, number, level });
    const { sealed } = await appendixOf(at);
    const entered = await enteredFiles(at.deps.proofs, at.id);
    expect(entered.toSorted()).toEqual([document.sha256, sealed!.document.sha256].toSorted());
    const pdf = await at.deps.work.get(sealed!.document.key);
    const report = verifyDocument(pdf, { roots: [desk.authority.certificate], now: SIGNED_AT });
    expect(report.signatures.map(({ kind, level, findings }) => ({ kind, level, findings }))).toEqual([
      { kind: 'certification', level: 'B-LTA', findings: [] },
      { kind: 'timestamp', level: undefined, findings: [] },
    ]);
    expect(sealed!.level).toBe('B-LTA');
  });

  it.each([
    ['is not the one the signed result names', 'not-the-approved-draft (appendix 1)'],
    ['is kept from it', 'appendices-differ'],
  ])('keeps the result from being issued where it %s', async (what, expected) => {
    const [own] = rendered.appendices;
    const other = await renderResult(await sampleWithAppendix({ createdAt: new Date(0) }));
    const given = expected === 'appendices-differ' ? [] : [{ ...own!, pdf: other.appendices[0]!.pdf }];
    const at = await signed('B-T', given);
    expect(await refusal(sealAndArchive(at)), what).toBe(`ResultInvalid: ${expected}`);
    expect((await at.deps.tracker.state(at.id)).archived).toBeNull();
  });

  it('keeps the result from being issued where it shows another number than the register’s', async () => {
    const at = await signed();
    const { document, number } = await sealResult(at.deps, at.id, at.file);
    const cheat = await signed();
    await sealResult(cheat.deps, cheat.id, cheat.file);
    const { sealed } = await appendixOf(cheat);
    const log = (await at.deps.tracker.log.read(at.id)).map((event) =>
      event.key === 'appendix-sealed:1'
        ? { ...event, data: { ...event.data, document: sealed!.document } }
        : event,
    );
    const tracker = Object.assign(Object.create(at.deps.tracker), { log: { read: async () => log } });
    const request = { ...at.id, document, number, level: 'B-T' as const };
    expect(await refusal(archiveResult({ ...at.deps, tracker }, request))).toBe(
      'ResultInvalid: shown-text-differs (appendix 1)',
    );
  });

  it('ends signed once and archived once wherever its steps are killed', async () => {
    const number = { series: 'QD', number: 7, symbol: '07/QĐ-UBND', date: '2026-11-24' };
    const writes = await killEverywhere({
      world: drafted,
      act: async ({ deps, id, document }) => {
        await sealAppendices(deps, id, {
          agency: await deps.directory.agency(agency.code),
          symbol: '07/QĐ-UBND',
        });
        const finished = await finishedAppendices(deps, await deps.tracker.log.read(id));
        await storeAppendices(deps, { ...id, document, number, level: 'B-T' }, finished);
      },
      check: async (at, struck) => {
        const keys = (await keysOf(at)).filter((key) => key.startsWith('appendix-'));
        expect(keys, struck).toEqual(['appendix-sealed:1', 'appendix-archived:1']);
        const { archived, sealed } = await appendixOf(at);
        expect(sha256(await at.deps.archive.get(archived!.key)), struck).toBe(sealed!.document.sha256);
      },
      end: (at) => at.end(),
    });
    expect(writes).toBe(10);
  });
});
