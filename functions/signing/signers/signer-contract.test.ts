import { CreateKeyCommand, GetPublicKeyCommand, KMSClient, type KeySpec } from '@aws-sdk/client-kms';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startKms } from '../../../infra/local/kms/server.ts';
import { SIGNATURE_ALGORITHM_NAMES, type SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import { describeSigner } from '../testing/signer-contract.ts';
import { type TestAuthority, createTestAuthority } from '../testing/test-keys.ts';
import { openKeyFile } from '../pkcs12/open-key-file.ts';
import { PASSPHRASE, keyFile } from '../testing/pkcs12-file.ts';
import { KeyFileSigner } from './key-file-signer.ts';
import { KmsSigner } from './kms-signer.ts';

const place = { region: 'ap-southeast-1', accountId: '000000000000' };
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

let folder: string;
let kms: { readonly url: string; close(): Promise<void> };
let client: KMSClient;
let authority: TestAuthority;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ket-qua-contract-'));
  kms = await startKms({ directory: folder, port: 0, ...place });
  client = new KMSClient({ endpoint: kms.url, region: place.region, credentials });
  authority = await createTestAuthority('Gốc thử nghiệm');
});
afterAll(async () => {
  client.destroy();
  await kms.close();
  await rm(folder, { recursive: true, force: true });
});

function specOf(algorithm: SignatureAlgorithm): KeySpec {
  if (algorithm === 'ECDSA_SHA_256') return 'ECC_NIST_P256';
  return algorithm === 'ECDSA_SHA_384' ? 'ECC_NIST_P384' : 'RSA_2048';
}

async function kmsKey(algorithm: SignatureAlgorithm) {
  const created = await client.send(new CreateKeyCommand({ KeySpec: specOf(algorithm) }));
  const keyId = created.KeyMetadata!.KeyId!;
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  const certificate = await authority.certify({ subject: 'Nguyễn Văn Hoà' }, PublicKey!);
  return { keyId, algorithm, chain: [certificate, authority.certificate] };
}

for (const algorithm of SIGNATURE_ALGORITHM_NAMES) {
  describeSigner(`AWS KMS with ${algorithm}`, async () => {
    const key = await kmsKey(algorithm);
    const gone = new KMSClient({ endpoint: 'http://127.0.0.1:9', region: place.region, credentials });
    return {
      signer: new KmsSigner(client, key),
      otherChain: (await kmsKey(algorithm)).chain,
      failures: [
        {
          how: 'no such key',
          signer: new KmsSigner(client, { ...key, keyId: 'alias/none' }),
          name: 'SigningKeyRefused',
        },
        { how: 'no KMS', signer: new KmsSigner(gone, key), name: 'AwsUnavailable' },
      ],
    };
  });
}

const KEY_FILES = [
  ['aes-rsa', 'RSASSA_PKCS1_V1_5_SHA_256', 'legacy-ec'],
  ['legacy-rsa', 'RSASSA_PSS_SHA_512', 'aes-ec'],
  ['aes-ec', 'ECDSA_SHA_256', 'legacy-rsa'],
  ['legacy-ec', 'ECDSA_SHA_256', 'aes-rsa'],
] as const;

function chainOf(name: string): readonly Uint8Array[] {
  const outcome = openKeyFile(keyFile(name), PASSPHRASE);
  return outcome.ok ? outcome.value.chain : [];
}

for (const [name, algorithm, otherKind] of KEY_FILES) {
  describeSigner(`a key file, ${name} with ${algorithm}`, async () => {
    const chain = chainOf(name);
    const signer = (file: string, passphrase = PASSPHRASE) =>
      new KeyFileSigner({ algorithm, chain, secret: async () => ({ file: keyFile(file), passphrase }) });
    const key = algorithm.startsWith('RSA') ? 'rsa' : 'p256';
    const other = await authority.issue({ subject: 'Người khác', key });
    return {
      signer: signer(name),
      otherChain: [other.certificate, authority.certificate],
      failures: [
        { how: 'another passphrase', signer: signer(name, 'sai'), name: 'KeyFileRefused' },
        { how: 'no key in it', signer: signer('no-key'), name: 'KeyFileRefused' },
        { how: 'a key of another kind', signer: signer(otherKind), name: 'SigningKeyRefused' },
      ],
    };
  });
}
