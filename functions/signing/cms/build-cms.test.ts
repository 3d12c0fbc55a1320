import { createHash } from 'node:crypto';
import * as pkijs from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestAuthority, type TestCertificate, createTestAuthority } from '../testing/test-keys.ts';
import { buildCms } from './build-cms.ts';
import { OID } from './object-identifiers.ts';
import { SIGNATURE_ALGORITHM_NAMES, SIGNATURE_ALGORITHMS, hashOf } from './signature-algorithm.ts';

const content = new TextEncoder().encode('Giấy phép xây dựng số 01/GPXD');
let authority: TestAuthority;
let keys: Record<'rsa' | 'p256' | 'p384', TestCertificate>;

beforeAll(async () => {
  authority = await createTestAuthority('Gốc thử nghiệm');
  keys = {
    rsa: await authority.issue({ subject: 'Nguyễn Văn Hoà', key: 'rsa' }),
    p256: await authority.issue({ subject: 'H’Hen Niê', key: 'p256' }),
    p384: await authority.issue({ subject: 'Ủy ban nhân dân', key: 'p384' }),
  };
});

function keyFor(algorithm: (typeof SIGNATURE_ALGORITHM_NAMES)[number]): TestCertificate {
  if (SIGNATURE_ALGORITHMS[algorithm].scheme !== 'ecdsa') return keys.rsa;
  return algorithm === 'ECDSA_SHA_384' ? keys.p384 : keys.p256;
}

async function verifiedByAnotherLibrary(cms: Uint8Array, data?: Uint8Array): Promise<boolean> {
  const signedData = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(cms)).content });
  return signedData.verify({ signer: 0, ...(data && { data: new Uint8Array(data).buffer }) });
}

describe('a detached CMS signature', () => {
  it.each(SIGNATURE_ALGORITHM_NAMES)('with %s is accepted by pkijs', async (algorithm) => {
    const messageDigest = createHash(hashOf(algorithm)).update(content).digest();
    const signer = keyFor(algorithm).signer(algorithm);
    const cms = await buildCms({ eContentType: OID.data, messageDigest, signer });
    await expect(verifiedByAnotherLibrary(cms, content)).resolves.toBe(true);
  });

  it('is refused over other content', async () => {
    const messageDigest = createHash('sha256').update(content).digest();
    const cms = await buildCms({
      eContentType: OID.data,
      messageDigest,
      signer: keys.p256.signer('ECDSA_SHA_256'),
    });
    await expect(
      verifiedByAnotherLibrary(
        cms,
        content.map((octet) => octet ^ 1),
      ),
    ).rejects.toThrow();
  });

  it('carries no signing-time, which PAdES keeps in the signature dictionary', async () => {
    const messageDigest = createHash('sha256').update(content).digest();
    const cms = await buildCms({
      eContentType: OID.data,
      messageDigest,
      signer: keys.rsa.signer('RSASSA_PSS_SHA_256'),
    });
    const signedData = new pkijs.SignedData({
      schema: pkijs.ContentInfo.fromBER(new Uint8Array(cms)).content,
    });
    const types = signedData.signerInfos[0]!.signedAttrs!.attributes.map(({ type }) => type);
    expect(types).toStrictEqual([OID.contentType, OID.messageDigest, OID.signingCertificateV2]);
  });
});

describe('a CMS signature around its content', () => {
  it('carries it in one primitive OCTET STRING', async () => {
    const cms = await buildCms({
      eContentType: OID.data,
      eContent: content,
      signer: keys.rsa.signer('RSASSA_PKCS1_V1_5_SHA_256'),
    });
    expect(
      Buffer.from(cms).indexOf(Buffer.concat([Buffer.from([0x04, content.length]), content])),
    ).toBeGreaterThan(0);
    await expect(verifiedByAnotherLibrary(cms)).resolves.toBe(true);
  });
});
