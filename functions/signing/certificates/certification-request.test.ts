import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memberAt, readElement, readWhole } from '../cms/der-reader.ts';
import { SIGNATURE_ALGORITHM_NAMES, type SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import { isSignatureOf } from '../signers/verify-signature-value.ts';
import { type CertificateRequest, type TestCertificate, createTestAuthority } from '../testing/test-keys.ts';
import { certificationRequest } from './certification-request.ts';

type KeyKind = CertificateRequest['key'];

const subject = { organisation: 'UBND phường Buôn Ma Thuột', title: 'Chủ tịch', commonName: 'H’Yăm Bkrông' };

/** One of each kind for all: long keys take time to make. */
const holders = new Map<KeyKind, Promise<TestCertificate>>();

async function holderOf(key: KeyKind): Promise<TestCertificate> {
  const authority = await createTestAuthority('Gốc');
  return authority.issue({ subject: 'khóa', key });
}

async function request(algorithm: SignatureAlgorithm, asked: typeof subject = subject) {
  const kind = algorithm === 'ECDSA_SHA_384' ? 'p384' : 'p256';
  const key = algorithm.startsWith('RSA') ? 'rsa' : kind;
  if (!holders.has(key)) holders.set(key, holderOf(key));
  const holder = await holders.get(key)!;
  const spki = new X509Certificate(holder.certificate).publicKey.export({ type: 'spki', format: 'der' });
  const made = await certificationRequest(asked, spki, holder.signer(algorithm));
  return { made, spki, holder };
}

describe.each(SIGNATURE_ALGORITHM_NAMES)('a certification request with %s', (algorithm) => {
  it('is signed by the key it asks for', async () => {
    const { made, holder } = await request(algorithm);
    const [info, , value] = [0, 1, 2].map((index) => memberAt(readWhole(made), index));
    const claim = { algorithm, certificate: holder.certificate, message: info!.encoded };
    expect(isSignatureOf({ ...claim, signature: value!.content.subarray(1) })).toBe(true);
  });
});

describe('a certification request', () => {
  it('names the subject in the order it is written, for signing alone', async () => {
    const { made, spki } = await request('ECDSA_SHA_256');
    const read = new x509.Pkcs10CertificateRequest(new Uint8Array(made));
    expect(read.subject).toBe('C=VN, O=UBND phường Buôn Ma Thuột, T=Chủ tịch, CN=H’Yăm Bkrông');
    expect(new Uint8Array(read.publicKey.rawData)).toEqual(new Uint8Array(spki));
    const usage = read.getExtension('2.5.29.15');
    expect(usage).toBeInstanceOf(x509.KeyUsagesExtension);
    expect(usage).toMatchObject({
      critical: true,
      usages: x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation,
    });
    expect(await read.verify()).toBe(true);
  });

  it('writes names in one form of Unicode, however they were typed', async () => {
    const typed = { ...subject, commonName: subject.commonName.normalize('NFD') };
    const { made } = await request('ECDSA_SHA_256', typed);
    const read = new x509.Pkcs10CertificateRequest(new Uint8Array(made));
    expect(read.subjectName.getField('CN')).toEqual(['H’Yăm Bkrông'.normalize('NFC')]);
  });

  it('is version 0', async () => {
    const { made } = await request('ECDSA_SHA_256');
    expect(memberAt(memberAt(readElement(made), 0), 0).content).toEqual(Buffer.of(0));
  });
});
