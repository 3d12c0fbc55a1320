import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type CertificateRequest, createTestAuthority } from '../testing/test-keys.ts';
import { type Registration, certificateObjection } from './certificate-objection.ts';

const root = await createTestAuthority('Gốc');
const issuing = await root.subordinate('Cơ quan cấp chứng thư');
const at = new Date('2026-11-24T00:00:00Z');

async function registration(
  asked: Partial<CertificateRequest> = {},
  change: Partial<Registration> = {},
): Promise<Registration> {
  const holder = await issuing.issue({ subject: 'H’Yăm Bkrông', key: 'p256', ...asked });
  const { publicKey } = new X509Certificate(holder.certificate);
  return {
    chain: [holder.certificate, issuing.certificate],
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    algorithm: 'ECDSA_SHA_256',
    name: 'H’Yăm Bkrông',
    roots: [root.certificate],
    at,
    ...change,
  };
}

async function objection(asked?: Partial<CertificateRequest>, change?: Partial<Registration>) {
  return certificateObjection(await registration(asked, change))?.code;
}

describe('a certificate is registered', () => {
  it('when key, name, use, time and chain fit', async () => {
    expect(await objection()).toBeUndefined();
  });

  it('when its name is written in capitals or another form of Unicode', async () => {
    expect(await objection({}, { name: 'H’YĂM  BKRÔNG'.normalize('NFD') })).toBeUndefined();
  });

  it.each(['1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.36', '1.3.6.1.5.5.7.3.2'])(
    'when its purposes name %s',
    async (extendedKeyUsage) => {
      expect(await objection({ extendedKeyUsage })).toBeUndefined();
    },
  );
});

describe('a certificate is not registered', () => {
  it('that is none', async () => {
    expect(await objection({}, { chain: [] })).toBe('certificate-unreadable');
    expect(await objection({}, { chain: [new Uint8Array(20)] })).toBe('certificate-unreadable');
  });

  it('for another key', async () => {
    const { publicKey } = await registration();
    expect(await objection({}, { publicKey })).toBe('certificate-key-differs');
  });

  it('for an algorithm its key cannot do', async () => {
    for (const algorithm of ['ECDSA_SHA_384', 'RSASSA_PSS_SHA_256'] as const) {
      expect(await objection({}, { algorithm })).toBe('certificate-algorithm');
    }
    expect(await objection({ key: 'rsa' })).toBe('certificate-algorithm');
  });

  it('outside its time', async () => {
    expect(await objection({ notAfter: new Date('2026-11-23T00:00:00Z') })).toBe('certificate-expired');
    expect(await objection({ notBefore: new Date('2026-11-25T00:00:00Z') })).toBe(
      'certificate-not-yet-valid',
    );
  });

  it('of another person', async () => {
    expect(await objection({ subject: 'H’Yăm Niê' })).toBe('certificate-name-differs');
  });

  it('that is not for signing documents', async () => {
    expect(await objection({ keyUsage: 'keyAgreement' })).toBe('certificate-usage');
    for (const extendedKeyUsage of ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1']) {
      expect(await objection({ extendedKeyUsage })).toBe('certificate-usage');
    }
  });

  it('whose chain ends elsewhere, or is missing', async () => {
    const stranger = await createTestAuthority('Gốc khác');
    expect(await objection({}, { roots: [stranger.certificate] })).toBe('certificate-chain');
    const whole = await registration();
    expect(certificateObjection({ ...whole, chain: whole.chain.slice(0, 1) })?.code).toBe(
      'certificate-chain',
    );
  });

  it('without a reason in both languages', async () => {
    const refused = certificateObjection(await registration({ subject: 'Ai đó' }));
    expect(refused?.message).toEqual({
      vi: expect.stringContaining('Tên (CN)') as string,
      en: expect.stringContaining('The name (CN)') as string,
    });
  });
});
