import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBuckets, startBuckets } from '../../test/support/buckets.ts';
import { type TestTable, startTable } from '../../test/support/table.ts';
import { augmentResult } from './augment-result.ts';
import { embedOfficialSignature } from './embed-official-signature.ts';
import { PdfFile } from './pdf/pdf-file.ts';
import { prepareSignatureOfOfficial } from './prepare-official-signature.ts';
import { sealResult } from './seal-result.ts';
import { signAsOfficial } from './sign-as-official.ts';
import type { SignatureLevel } from './signature-level.ts';
import { longestToken } from './timestamps/token-room.ts';
import { SIGNED_AT, type SigningDesk, openSigningDesk } from './testing/signing-desk.ts';
import { draftedRevision, furnish, openSigningOffice } from './testing/signing-office.ts';
import { unsignedResult } from './testing/unsigned-result.ts';
import { verifyDocument } from './validation/document/verify-document.ts';
import { validateResult } from './validation/validate-result.ts';

let world: { table: TestTable; buckets: TestBuckets };
let desk: SigningDesk;

beforeAll(async () => {
  world = { table: await startTable(), buckets: await startBuckets() };
  desk = await openSigningDesk();
  await furnish(world, desk);
});
afterAll(async () => {
  await world.table.stop();
  await world.buckets.stop();
});

/** Signed and sealed by the real steps where the level is B-B, and augmented where another may be configured by then. */
async function returned(later: SignatureLevel = 'B-B') {
  const office = await openSigningOffice(world, desk);
  const { id, document } = await draftedRevision(office, await unsignedResult({ compressed: true }));
  const at = { code: id.code, revision: id.revision, document, approvedSha256: document.sha256 };
  const prepared = await prepareSignatureOfOfficial({ ...office, level: 'B-B' }, at);
  await signAsOfficial(office, id, prepared);
  const signed = await embedOfficialSignature(office, id, prepared);
  const { document: sealed } = await sealResult(office, id, signed);
  const evidence = () => Promise.reject(new Error('nothing is asked for at B-B'));
  const result = await augmentResult({ ...office, evidence, level: later }, id, sealed);
  return { office, id, sealed, result, pdf: await office.work.get(result.document.key) };
}

const codes = (pdf: Uint8Array, level: SignatureLevel) => {
  const { findings } = validateResult(pdf, { roots: [desk.authority.certificate], level });
  return [...new Set(findings.map(({ code }) => code))];
};

describe('a result at B-B', () => {
  it('asks no timestamp authority, and is valid at B-B and at nothing else', async () => {
    const { office, result, pdf } = await returned();
    expect(office.counted).toMatchObject({ signatures: 2, stamps: 0 });
    expect(result.level).toBe('B-B');
    expect(longestToken(new PdfFile(pdf))).toBe(0);
    expect(codes(pdf, 'B-B')).toStrictEqual([]);
    expect(codes(pdf, 'B-T')).toStrictEqual(['timestamp-missing']);
  });

  it('says in the log when its signatures claim to be made', async () => {
    const { office, id } = await returned();
    const log = await office.tracker.log.read(id);
    const times = log.flatMap(({ data }) => Object.entries(data).filter(([key]) => key.endsWith('edAt')));
    expect(times).toContainEqual(['signedAt', SIGNED_AT.toISOString()]);
    expect(times).toContainEqual(['sealedAt', SIGNED_AT.toISOString()]);
  });

  it('stays what it is where B-LTA is configured before it is augmented', async () => {
    const { sealed, result } = await returned('B-LTA');
    expect(result).toStrictEqual({ document: sealed, level: 'B-B' });
  });

  it('is B-B to the verifier of any PDF, its time only claimed', async () => {
    const { pdf } = await returned();
    const report = verifyDocument(pdf, { roots: [desk.authority.certificate], now: SIGNED_AT });
    expect(report.signatures.map(({ level, provedTime }) => [level, provedTime])).toStrictEqual([
      ['B-B', undefined],
      ['B-B', undefined],
    ]);
  });

  it('is refused where a timestamp stands in it after all', async () => {
    const draft = await unsignedResult({ compressed: true });
    const stamped = await desk.sealAsAgency(await desk.signAsOfficial(draft));
    expect(codes(stamped, 'B-B')).toStrictEqual(['timestamp-unexpected']);
  });
});
