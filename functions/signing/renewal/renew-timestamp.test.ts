import { beforeAll, describe, expect, it } from 'vitest';
import { withTimestamp } from '../augment-result.ts';
import { OID } from '../cms/object-identifiers.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { addEvidence, storedEvidence } from '../pdf/security-store.ts';
import { certificateStatus } from '../revocation/certificate-status.ts';
import type { RevocationSource } from '../revocation/revocation-source.ts';
import { type SealedResult, sealedResult } from '../testing/sealed-result.ts';
import { SIGNED_AT, stamp } from '../testing/signing-desk.ts';
import { type TestList, testList } from '../testing/test-status.ts';
import { verifyDocument } from '../validation/document/verify-document.ts';
import { validateResult } from '../validation/validate-result.ts';
import { renewTimestamp } from './renew-timestamp.ts';
import { proofEndsAt, standingProof } from './standing-proof.ts';

const STAMPED = hoursAfter(1);
const RENEWED = hoursAfter(24 * 365);

function hoursAfter(hours: number): Date {
  return new Date(SIGNED_AT.getTime() + hours * 3_600_000);
}

let result: SealedResult;
let pdf: Uint8Array;

beforeAll(async () => {
  result = await sealedResult();
  const { authority } = result.desk;
  const crl = await testList({ signer: authority.signer, thisUpdate: SIGNED_AT });
  const stored = addEvidence(result.sealed, {
    certificates: [authority.certificate],
    ocsps: [],
    crls: [crl],
  });
  pdf = await withTimestamp(authorityAt(STAMPED), stored);
});

function authorityAt(time: Date) {
  return {
    timestamp: async (covered: Uint8Array) => ({ token: await stamp(covered, result.desk.time, time), time }),
  };
}

/** What the authority's list says when it is renewed. */
function listing(entries: TestList['entries'] = []): RevocationSource {
  return {
    check: async (issued) => {
      const thisUpdate = RENEWED;
      const crl = await testList({ signer: result.desk.authority.signer, thisUpdate, entries });
      const question = { ...issued, ocsps: [], crls: [crl], at: RENEWED, freshness: { maximalAgeMs: 1 } };
      const status = certificateStatus(question);
      if (status.status === 'unknown') throw new Error(status.faults.join());
      return { status, certificates: [], ocsps: [], crls: [crl] };
    },
  };
}

const roots = () => [result.desk.authority.certificate];

async function renewed(revocation: RevocationSource): Promise<Uint8Array> {
  const standing = standingProof(pdf, roots());
  return renewTimestamp(
    { authority: authorityAt(RENEWED), revocation, roots: async () => roots() },
    pdf,
    standing!,
  );
}

const codes = (file: Uint8Array) =>
  validateResult(file, { roots: roots(), level: 'B-LTA', asOf: { now: RENEWED, ends: {} } }).findings.map(
    ({ code }) => code,
  );

const revocation = (hours: number, reason?: number) => ({
  certificate: result.desk.time.certificateChain()[0]!,
  at: hoursAfter(hours),
  ...(reason !== undefined && { reason }),
});

describe('renewing a timestamp', () => {
  it('adds the status of its chain as it is now, and a timestamp over that', async () => {
    const file = await renewed(listing());
    expect(codes(file)).toStrictEqual([]);
    expect(Buffer.from(file.subarray(0, pdf.length)).equals(pdf)).toBe(true);
    const before = storedEvidence(new PdfFile(pdf));
    const after = storedEvidence(new PdfFile(file));
    expect(after.crls).toHaveLength(before.crls.length + 1);
    expect(standingProof(file, roots())).toMatchObject({ time: RENEWED });
  });

  it('adds the status of the authority’s new key as well, so that the file alone proves all of it', async () => {
    const next = await result.desk.authority.issue({
      subject: 'Giờ mới',
      key: 'p256',
      extendedKeyUsage: OID.timeStamping,
    });
    const authority = {
      timestamp: async (covered: Uint8Array) => ({
        token: await stamp(covered, next.signer('ECDSA_SHA_256'), RENEWED),
        time: RENEWED,
      }),
    };
    const asked: Uint8Array[] = [];
    const revocation: RevocationSource = {
      check: (issued) => {
        asked.push(issued.certificate);
        return listing().check(issued);
      },
    };
    const services = { authority, revocation, roots: async () => roots() };
    const file = await renewTimestamp(services, pdf, standingProof(pdf, roots())!);
    expect(codes(file)).toStrictEqual([]);
    expect(asked).toContainEqual(next.certificate);
    expect(verifyDocument(file, { roots: roots(), now: RENEWED })).toMatchObject({
      verdict: 'valid',
      signatures: [{}, {}, { indication: 'TOTAL-PASSED' }, { indication: 'TOTAL-PASSED' }],
    });
  });

  it.each([
    ['was superseded', 4],
    ['stopped', 5],
    ['changed its name', 3],
  ])('goes on where the authority %s after it was used', async (_, reason) => {
    expect(codes(await renewed(listing([revocation(100, reason)])))).toStrictEqual([]);
  });

  it.each([
    ['lost its key', 100, 1],
    ['gives no reason', 100, undefined],
    ['had been revoked before, whatever the reason', 0.5, 4],
  ])(
    'is not done where the authority %s: its timestamps prove nothing any more',
    async (_, hours, reason) => {
      await expect(renewed(listing([revocation(hours, reason)]))).rejects.toMatchObject({
        name: 'TimestampSpoiled',
      });
    },
  );

  it('is refused by the validator where the evidence under it says that the authority lost its key', async () => {
    const { authority } = result.desk;
    const entries = [revocation(100, 1)];
    const crl = await testList({ signer: authority.signer, thisUpdate: RENEWED, entries });
    const stored = addEvidence(pdf, { certificates: [], ocsps: [], crls: [crl] });
    expect(codes(await withTimestamp(authorityAt(RENEWED), stored))).toStrictEqual(['certificate-revoked']);
  });

  it('is refused by the validator without evidence, and dated before what it renews', async () => {
    expect(codes(await withTimestamp(authorityAt(RENEWED), pdf))).toStrictEqual(['evidence-missing']);
    expect(codes(await withTimestamp(authorityAt(SIGNED_AT), pdf))).toStrictEqual(['archive-timestamp']);
  });
});

describe('the end of a proof', () => {
  it('is that of the first certificate, or of the first algorithm', () => {
    const standing = standingProof(pdf, roots())!;
    expect(proofEndsAt(standing, {})).toEqual(new Date('2029-01-01T00:00:00Z'));
    expect(proofEndsAt(standing, { 'P-256': '2028-05-01' })).toEqual(new Date('2028-05-01T23:59:59.999Z'));
    expect(proofEndsAt(standing, { 'P-256': '2033-05-01' })).toEqual(new Date('2029-01-01T00:00:00Z'));
  });

  it('is nobody’s where no timestamp is over the whole file', () => {
    expect(standingProof(result.sealed, roots())).toBeUndefined();
    expect(standingProof(Buffer.concat([pdf, Buffer.from('\n')]), roots())).toBeUndefined();
    expect(standingProof(pdf, [])).toBeUndefined();
  });
});
