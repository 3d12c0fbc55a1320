import { beforeAll, describe, expect, it } from 'vitest';
import { acceptCertificate } from './certificate-refusals.ts';
import { demandFitCertificate } from './fit-certificate.ts';
import { SIGNED_AT } from './testing/signing-desk.ts';
import { type CertificateRequest, type TestAuthority, createTestAuthority } from './testing/test-keys.ts';
import { type ToldStatus, toldStatus } from './testing/told-status.ts';

let root: TestAuthority;
let between: TestAuthority;
let stranger: TestAuthority;

beforeAll(async () => {
  root = await createTestAuthority('Gốc');
  between = await root.subordinate('Cơ quan cấp');
  stranger = await createTestAuthority('Gốc');
});

function checking(revocation: ToldStatus = toldStatus()) {
  return { roots: async () => [root.certificate], revocation, clock: () => SIGNED_AT };
}

async function chainOf(change: Partial<CertificateRequest> = {}, by = between): Promise<Uint8Array[]> {
  const { certificate } = await by.issue({ subject: 'Nguyễn Văn Hoà', key: 'p256', ...change });
  return [certificate, by.certificate];
}

function saying(say: ToldStatus['say']): ToldStatus {
  return Object.assign(toldStatus(), { say });
}

describe('a certificate', () => {
  it('may sign when its whole chain is good: each of it is asked about, the root is not', async () => {
    const revocation = toldStatus();
    await expect(demandFitCertificate(checking(revocation), await chainOf())).resolves.toBeUndefined();
    expect(revocation.asked).toBe(2);
  });

  it.each<[string, string, string, () => Promise<Uint8Array[]>]>([
    [
      'that has expired',
      'CertificateExpired',
      'certificate-expired',
      () => chainOf({ notAfter: new Date('2026-11-23T00:00:00Z') }),
    ],
    [
      'that is not valid yet',
      'CertificateUnfit',
      'certificate-unfit',
      () => chainOf({ notBefore: new Date('2026-11-25T00:00:00Z') }),
    ],
    [
      'whose key is not for signing',
      'CertificateUnfit',
      'certificate-unfit',
      () => chainOf({ keyUsage: 'keyAgreement' }),
    ],
    [
      'that leads to another root of the same name',
      'CertificateUnfit',
      'certificate-unfit',
      () => chainOf({}, stranger),
    ],
  ])('%s may not sign, and nobody is asked about it', async (_, name, code, chain) => {
    const revocation = toldStatus();
    const certificates = await chain();
    await expect(demandFitCertificate(checking(revocation), certificates)).rejects.toHaveProperty(
      'name',
      name,
    );
    await expect(acceptCertificate(checking(revocation), certificates)).resolves.toMatchObject({ code });
    expect(revocation.asked).toBe(0);
  });

  it.each([
    ['revoked', 'keyCompromise', 'CertificateRevoked', 'certificate-revoked'],
    ['on hold', 'certificateHold', 'CertificateRevoked', 'certificate-on-hold'],
    ['of unknown status', 'nothing', 'RevocationUnavailable', 'certificate-status-unknown'],
  ] as const)('%s may not sign', async (_, say, name, code) => {
    const chain = await chainOf();
    const deps = checking(saying(say));
    await expect(demandFitCertificate(deps, chain)).rejects.toHaveProperty('name', name);
    await expect(acceptCertificate(deps, chain)).resolves.toMatchObject({ ok: false, code });
  });
});
