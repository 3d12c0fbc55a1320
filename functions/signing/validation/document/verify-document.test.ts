import { beforeAll, describe, expect, it } from 'vitest';
import { prepareSignature } from '../../pdf/prepare-signature.ts';
import { completeSignature } from '../../pdf/complete-signature.ts';
import {
  type ArchivedResult,
  archivedResult,
  hoursLater,
  withDocumentTimestamp,
  withSecurityStore,
} from '../../testing/archived-result.ts';
import { plainRequest } from '../../testing/sealed-result.ts';
import { finish } from '../../testing/signing-desk.ts';
import { createTestAuthority } from '../../testing/test-keys.ts';
import { unsignedResult } from '../../testing/unsigned-result.ts';

let result: ArchivedResult;

beforeAll(async () => {
  result = await archivedResult();
});

describe('a result made to last', () => {
  it('is valid, with every signature at B-LTA', () => {
    const report = result.verify(result.archived);
    expect(report).toMatchObject({ verdict: 'valid', readable: true, findings: [], notChecked: [] });
    expect(
      report.signatures.map(({ field, kind, level, coverage }) => [field, kind, level, coverage]),
    ).toEqual([
      ['official', 'certification', 'B-LTA', 'whole-revision'],
      ['agency', 'approval', 'B-LTA', 'whole-revision'],
      ['timestamp', 'timestamp', undefined, 'whole-file'],
    ]);
  });

  it('names signer, organisation, times and what came later', () => {
    const [official, agency] = result.verify(result.archived).signatures;
    expect(official).toMatchObject({
      indication: 'TOTAL-PASSED',
      signer: { name: 'Nguyễn Văn Hoà', organisation: 'Thử nghiệm' },
      statedReason: 'Ký ban hành - TM. ỦY BAN NHÂN DÂN - CHỦ TỊCH',
      claimedTime: hoursLater(0),
      provedTime: { time: hoursLater(0), by: 'signature timestamp' },
      algorithm: 'ECDSA, prime256v1, SHA-256',
      chain: 'trusted',
      revocation: 'good',
      changes: { level: 'form-filling' },
    });
    expect(agency?.changes.level).toBe('lta');
  });

  it('is valid when it is compressed', async () => {
    const draft = await unsignedResult({ compressed: true });
    const { desk } = result;
    const sealed = await desk.sealAsAgency(await desk.signAsOfficial(draft));
    expect(result.judged(sealed)).toMatchObject({ verdict: 'valid', codes: [] });
  });

  it('is B-LT without a document timestamp', () => {
    const report = result.verify(result.stored);
    expect(report.verdict).toBe('valid');
    expect(report.signatures.map(({ level }) => level)).toEqual(['B-LT', 'B-LT']);
  });

  it('cannot be told valid where revocation data is missing', () => {
    const report = result.verify(result.sealed);
    expect(report.verdict).toBe('cannot-tell');
    expect(report.signatures[0]).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'TRY_LATER',
      revocation: 'not-checked',
      level: 'B-T',
    });
  });

  it('says so where revocation was not asked for', () => {
    const report = result.verify(result.sealed, { skipsRevocation: true });
    expect(report).toMatchObject({ verdict: 'valid', notChecked: ['revocation'] });
  });

  it('is not as issued where another digest was expected', () => {
    const report = result.verify(result.archived, { issuedSha256: '00' });
    expect(report).toMatchObject({ verdict: 'valid', asIssued: false });
  });
});

describe('trust', () => {
  it('is not given to a chain that leads to no configured root', async () => {
    const stranger = await createTestAuthority('Gốc lạ');
    const report = result.verify(result.archived, { roots: [stranger.certificate] });
    expect(report.verdict).toBe('cannot-tell');
    for (const { indication, subIndication, chain } of report.signatures) {
      expect([indication, subIndication, chain]).toEqual([
        'INDETERMINATE',
        'NO_CERTIFICATE_CHAIN_FOUND',
        expect.stringMatching(/^(untrusted|not-checked)$/),
      ]);
    }
  });

  it('lasts beyond the certificates’ end where a newer timestamp covers the older ones', async () => {
    const { desk, archived, verify } = result;
    const notAfter = new Date('2040-01-01T00:00:00Z');
    const later = await createTestAuthority('Gốc sau', { notAfter });
    const key = await later.issue({
      subject: 'Giờ',
      key: 'p256',
      extendedKeyUsage: '1.3.6.1.5.5.7.3.8',
      notAfter,
    });
    const renewed = await withDocumentTimestamp(archived, {
      signer: key.signer('ECDSA_SHA_256'),
      at: new Date('2028-12-01T00:00:00Z'),
      field: 'renewed',
    });
    const roots = [desk.authority.certificate, later.certificate];
    const now = new Date('2035-01-01T00:00:00Z');
    expect(verify(renewed, { roots, now, skipsRevocation: true }).verdict).toBe('valid');
    expect(verify(archived, { roots, now, skipsRevocation: true }).verdict).toBe('cannot-tell');
  });
});

describe('files without anything to verify', () => {
  it('are not valid', () => {
    expect(result.judged(result.draft)).toMatchObject({ verdict: 'not-valid', codes: ['no-signature'] });
  });

  it('are not valid for a timestamp alone: anybody can have anything stamped', async () => {
    const { desk, draft, judged } = result;
    const stamped = await withDocumentTimestamp(draft, { signer: desk.time, at: hoursLater(1) });
    expect(judged(stamped)).toMatchObject({ verdict: 'not-valid', codes: ['no-signature'] });
  });

  it('are not readable where they are no PDF', () => {
    const report = result.verify(Buffer.from('xin chào'));
    expect(report).toMatchObject({ verdict: 'cannot-tell', readable: false });
  });
});

describe('a signature without a timestamp', () => {
  it('is judged at the present time', async () => {
    const { desk, draft, judged, verify } = result;
    const prepared = prepareSignature(draft, plainRequest(desk.agency));
    const value = await desk.agency.sign({ message: prepared.attributes, digest: prepared.digest });
    const plain = completeSignature(prepared, value);
    expect(judged(plain)).toMatchObject({ verdict: 'valid', codes: [] });
    const years = verify(plain, { now: new Date('2035-01-01T00:00:00Z'), skipsRevocation: true });
    expect(years.signatures[0]).toMatchObject({ subIndication: 'OUT_OF_BOUNDS_NO_POE', level: 'B-B' });
  });

  it('is proved by a document timestamp over it', async () => {
    const { desk, draft, verify } = result;
    const prepared = prepareSignature(draft, plainRequest(desk.agency));
    const value = await desk.agency.sign({ message: prepared.attributes, digest: prepared.digest });
    const plain = withSecurityStore(completeSignature(prepared, value), {});
    const stamped = await withDocumentTimestamp(plain, { signer: desk.time, at: hoursLater(3) });
    const [signature] = verify(stamped, { skipsRevocation: true }).signatures;
    expect(signature?.provedTime).toEqual({ time: hoursLater(3), by: 'timestamp' });
  });

  it('is not certified by itself', async () => {
    const { desk, draft, verify } = result;
    const prepared = prepareSignature(draft, plainRequest(desk.agency));
    const signed = await finish(prepared, desk.agency, desk.time);
    expect(verify(signed).signatures[0]?.kind).toBe('approval');
  });
});
