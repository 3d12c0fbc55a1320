import { beforeAll, describe, expect, it } from 'vitest';
import { withTimestamp } from '../augment-result.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { addEvidence } from '../pdf/security-store.ts';
import type { SignatureLevel } from '../signature-level.ts';
import { type SealedResult, appended, sealedResult } from '../testing/sealed-result.ts';
import { DATE, NUMBER, SIGNED_AT, stamp } from '../testing/signing-desk.ts';
import { createTestAuthority } from '../testing/test-keys.ts';
import { type TestList, testList } from '../testing/test-status.ts';
import { OID } from '../cms/object-identifiers.ts';
import { validateResult } from './validate-result.ts';

let result: SealedResult;
let stored: Uint8Array;
let stamped: Uint8Array;
let foreign: Uint8Array;

const authorityOf = (signer: SealedResult['desk']['time']) => ({
  timestamp: async (covered: Uint8Array) => ({ token: await stamp(covered, signer), time: SIGNED_AT }),
});

beforeAll(async () => {
  result = await sealedResult();
  stored = await storing();
  stamped = await withTimestamp(authorityOf(result.desk.time), stored);
  const stranger = await (
    await createTestAuthority('Gốc lạ')
  ).issue({
    subject: 'Giờ lạ',
    key: 'p256',
    extendedKeyUsage: OID.timeStamping,
  });
  foreign = await withTimestamp(authorityOf(stranger.signer('ECDSA_SHA_256')), stored);
});

/** The sealed file with the root's revocation list in its store. */
async function storing(list: Partial<TestList> = {}): Promise<Uint8Array> {
  const { authority } = result.desk;
  const crl = await testList({ signer: authority.signer, thisUpdate: SIGNED_AT, ...list });
  return addEvidence(result.sealed, { certificates: [authority.certificate], ocsps: [], crls: [crl] });
}

const certificateOf = (signer: SealedResult['desk']['time']) => signer.certificateChain()[0]!;
const day = (days: number) => new Date(SIGNED_AT.getTime() + days * 86_400_000);

function codes(pdf: Uint8Array, level: SignatureLevel): string[] {
  const roots = [result.desk.authority.certificate];
  const report = validateResult(pdf, { roots, level, expected: { number: NUMBER, date: DATE } });
  return report.findings.map(({ code }) => code);
}

describe('a result at the level it must have', () => {
  it('is valid as B-T, B-LT and B-LTA', () => {
    expect(codes(result.sealed, 'B-T')).toStrictEqual([]);
    expect(codes(stored, 'B-LT')).toStrictEqual([]);
    expect(codes(stamped, 'B-LTA')).toStrictEqual([]);
  });

  it('is refused at any other level, lower or higher', () => {
    expect(codes(result.sealed, 'B-LT')).toStrictEqual(['evidence-missing']);
    expect(codes(result.sealed, 'B-LTA')).toStrictEqual(['evidence-missing']);
    expect(codes(stored, 'B-LTA')).toStrictEqual(['archive-timestamp-missing']);
    expect(codes(stored, 'B-T')).toStrictEqual(['coverage']);
    expect(codes(stamped, 'B-LT')).toStrictEqual(['later-change']);
    expect(codes(stamped, 'B-T')).toStrictEqual(['coverage']);
  });

  it('is refused when a revision follows the timestamp over the whole file', () => {
    expect(codes(appended(stamped), 'B-LTA')).toStrictEqual(['later-change']);
  });

  it('is refused when anything stands between seal, security store and timestamp', async () => {
    const between = await withTimestamp(authorityOf(result.desk.time), appended(stored));
    expect(codes(between, 'B-LTA')).toStrictEqual(['later-change']);
    expect(codes(appended(result.sealed), 'B-LTA')).toStrictEqual(['evidence-missing']);
  });

  it('is refused when the timestamp leads to another root', () => {
    expect(codes(foreign, 'B-LTA')).toStrictEqual(['archive-timestamp']);
  });

  it('is refused when the timestamp is that of another file', async () => {
    const token = await stamp(Buffer.from('khác'), result.desk.time);
    const other = await withTimestamp(
      { timestamp: () => Promise.resolve({ token, time: SIGNED_AT }) },
      stored,
    );
    expect(codes(other, 'B-LTA')).toStrictEqual(['archive-timestamp']);
  });

  it('is refused when one byte of what the timestamp covers changes', () => {
    for (const at of [result.sealed.length + 40, stored.length - 30, stored.length + 200]) {
      const changed = Buffer.from(stamped);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(codes(changed, 'B-LTA'), `byte ${at}`).not.toStrictEqual([]);
    }
  });

  it.each(['official', 'agency', 'time'] as const)(
    'is refused when the certificate of %s was revoked before it was used, and valid when it was later',
    async (who) => {
      const certificate = certificateOf(result.desk[who]);
      const earlier = await storing({ entries: [{ certificate, at: day(-1) }] });
      const later = await storing({ entries: [{ certificate, at: day(1) }], thisUpdate: day(2) });
      expect(codes(earlier, 'B-LT')).toStrictEqual(['certificate-revoked']);
      expect(codes(later, 'B-LT')).toStrictEqual([]);
    },
  );

  it('is refused when the evidence is too old, or another authority’s', async () => {
    expect(codes(await storing({ thisUpdate: day(-9) }), 'B-LT')).toStrictEqual(['evidence-missing']);
    const stranger = await createTestAuthority('Gốc lạ');
    expect(codes(await storing({ signer: stranger.signer }), 'B-LT')).toStrictEqual(['evidence-missing']);
  });

  it('keeps its first page’s timestamp field invisible and under a name of its own', () => {
    const file = new PdfFile(stamped);
    const text = Buffer.from(stamped.subarray(stored.length)).toString('latin1');
    expect(text).toContain('/T (timestamp-1)');
    expect(text).toContain('/Rect [0 0 0 0]');
    expect(file.sections).toHaveLength(new PdfFile(stored).sections.length + 1);
  });
});
