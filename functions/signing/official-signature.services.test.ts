import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBuckets, startBuckets } from '../../test/support/buckets.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { type TestTable, startTable } from '../../test/support/table.ts';
import { embedOfficialSignature } from './embed-official-signature.ts';
import { ApprovedBytesDiffer, prepareSignatureOfOfficial } from './prepare-official-signature.ts';
import { signAsOfficial } from './sign-as-official.ts';
import { type SigningDesk, openSigningDesk } from './testing/signing-desk.ts';
import type { SignerFor } from './signers/signer-of.ts';
import { draftedRevision, furnish, happenings, openSigningOffice, pemOf } from './testing/signing-office.ts';
import { unsignedResult } from './testing/unsigned-result.ts';
import { validateResult } from './validation/validate-result.ts';

const ROAD = ['signature-prepared', 'signature-received', 'official-signed'];

let world: { table: TestTable; buckets: TestBuckets };
let desk: SigningDesk;
let draft: Uint8Array;

beforeAll(async () => {
  world = { table: await startTable(), buckets: await startBuckets() };
  desk = await openSigningDesk();
  draft = await unsignedResult({ compressed: false });
  await furnish(world, desk);
});
afterAll(async () => {
  await world.table.stop();
  await world.buckets.stop();
});

async function opened(file = draft) {
  const office = await openSigningOffice(world, desk);
  return { office, faults: office.faults, ...(await draftedRevision(office, file)) };
}

type Opened = Awaited<ReturnType<typeof opened>>;

async function prepare({ office, id, document }: Opened) {
  const { code, revision } = id;
  return prepareSignatureOfOfficial(office, { code, revision, document, approvedSha256: document.sha256 });
}

async function signed(at: Opened) {
  const prepared = await prepare(at);
  await signAsOfficial(at.office, at.id, prepared);
  return embedOfficialSignature(at.office, at.id, prepared);
}

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

  it.each([
    ['keyCompromise', 'CertificateRevoked'],
    ['nothing', 'RevocationUnavailable'],
  ] as const)('is not prepared where the status of the certificate is %s', async (say, name) => {
    const at = await opened();
    at.office.revocation.say = say;
    await expect(prepare(at)).rejects.toMatchObject({ name });
    expect(await happenings(at.office, at.id)).toStrictEqual([]);
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
    expect(await happenings(at.office, at.id)).toStrictEqual(ROAD);
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

  it('is made with the algorithm it was prepared for, whatever the directory says by then', async () => {
    const at = await opened();
    const prepared = await prepare(at);
    const key = { route: 'kms', keyId: 'official', certificates: pemOf(desk.official) } as const;
    await furnish(world, desk, { officialKey: { ...key, algorithm: 'ECDSA_SHA_384' } });
    const asked: string[] = [];
    const signerFor: SignerFor = (holder, kept) => {
      asked.push(kept.algorithm);
      return at.office.signerFor(holder);
    };
    await signAsOfficial({ ...at.office, signerFor }, at.id, prepared);
    expect(asked).toStrictEqual(['ECDSA_SHA_256']);
    await furnish(world, desk);
  });

  it('ends with one signature wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: () => opened(),
      act: (at) => signed(at),
      check: async (at, struck) => {
        expect(await happenings(at.office, at.id), struck).toStrictEqual(ROAD);
        const { document } = await at.office.tracker.state(at.id);
        const pdf = await at.office.work.get(document!.key);
        const report = validateResult(pdf, { roots: [desk.authority.certificate] });
        expect(report.signatures, struck).toMatchObject([{ field: 'official' }]);
      },
      end: (at) => at.office.end(),
    });
    expect(writes).toBe(7);
  });
});
