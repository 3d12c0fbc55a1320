import { describe, expect, it } from 'vitest';
import { OID } from '../cms/object-identifiers.ts';
import { readCms } from '../cms/read-cms.ts';
import { stamp } from '../testing/signing-desk.ts';
import { type CertificateRequest, createTestAuthority } from '../testing/test-keys.ts';
import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import { verifyTimestamp } from '../timestamps/verify-timestamp.ts';
import { usedAlgorithms } from './used-algorithms.ts';

const VALUE = Buffer.from('giá trị');

async function stampedBy(
  rootKey: 'p256' | 'rsa2048' | 'rsa3072',
  key: CertificateRequest['key'],
  algorithm: SignatureAlgorithm,
) {
  const root = await createTestAuthority('Gốc', { key: rootKey });
  const time = await root.issue({ subject: 'Giờ', key, extendedKeyUsage: OID.timeStamping });
  const token = await stamp(VALUE, time.signer(algorithm), new Date('2026-11-24T02:00:00Z'));
  const verdict = verifyTimestamp({ token, stamped: VALUE, roots: [root.certificate] });
  return { token, path: [time.certificate, root.certificate], verdict };
}

describe('what a timestamp stands on', () => {
  it.each([
    ['p256', 'p256', 'ECDSA_SHA_256', ['P-256', 'SHA-256']],
    ['p256', 'p384', 'ECDSA_SHA_384', ['P-256', 'P-384', 'SHA-256', 'SHA-384']],
    ['rsa2048', 'rsa', 'RSASSA_PKCS1_V1_5_SHA_256', ['RSA-2048', 'SHA-256']],
    ['rsa3072', 'rsa3072', 'RSASSA_PSS_SHA_512', ['RSA-3072', 'SHA-256', 'SHA-512']],
  ] as const)(
    'under a root of %s, by a key of %s, is all of it, the imprint’s hash included',
    async (...given) => {
      const [rootKey, key, algorithm, used] = given;
      const { verdict } = await stampedBy(rootKey, key, algorithm);
      expect(verdict).toMatchObject({ ok: true, algorithms: used });
    },
  );

  it('is not known where one of it is weaker than anything that has a name', async () => {
    const { token, path } = await stampedBy('p256', 'rsa1024', 'RSASSA_PKCS1_V1_5_SHA_256');
    expect(usedAlgorithms(readCms(token), path)).toBeUndefined();
  });
});
