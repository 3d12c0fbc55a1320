import { CreateKeyCommand, GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startKms } from '../../../infra/local/kms/server.ts';
import { anotherChain } from '../testing/another-chain.ts';
import { newKeyPair } from '../testing/new-key-pair.ts';
import { describeSigner } from '../testing/signer-contract.ts';
import { type TestAuthority, createTestAuthority } from '../testing/test-keys.ts';
import { openKeyFile } from '../pkcs12/open-key-file.ts';
import { PASSPHRASE, fileOfKey, keyFile } from '../testing/pkcs12-file.ts';
import { type KeySpec, SIGNING_PROFILE } from '../testing/signing-profile.ts';
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

async function newKmsKey(spec: KeySpec) {
  const created = await client.send(new CreateKeyCommand({ KeySpec: spec }));
  const keyId = created.KeyMetadata!.KeyId!;
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  const certificate = await authority.certify({ subject: 'Nguyễn Văn Hoà' }, PublicKey!);
  return { keyId, chain: [certificate, authority.certificate] };
}

/** Long keys take seconds to make: one of each kind, for all its algorithms. */
const made = new Map<KeySpec, ReturnType<typeof newKmsKey>>();
function kmsKey(spec: KeySpec) {
  const key = made.get(spec) ?? newKmsKey(spec);
  made.set(spec, key);
  return key;
}

for (const { spec, algorithm } of SIGNING_PROFILE) {
  describeSigner(`AWS KMS, ${spec} with ${algorithm}`, async () => {
    const key = { ...(await kmsKey(spec)), algorithm };
    const gone = new KMSClient({ endpoint: 'http://127.0.0.1:9', region: place.region, credentials });
    return {
      signer: new KmsSigner(client, key),
      otherChain: await anotherChain(authority, algorithm),
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

const files = new Map<KeySpec, { readonly file: Uint8Array; readonly chain: readonly Uint8Array[] }>();

async function newKeyFile(spec: KeySpec) {
  const { privateKey, spki } = newKeyPair(spec);
  const chain = [await authority.certify({ subject: 'Nguyễn Văn Hoà' }, spki), authority.certificate];
  const made = { file: fileOfKey(privateKey, chain), chain };
  files.set(spec, made);
  return made;
}

for (const { spec, algorithm } of SIGNING_PROFILE) {
  describeSigner(`a key file, ${spec} with ${algorithm}`, async () => {
    const { file, chain } = files.get(spec) ?? (await newKeyFile(spec));
    const signer = (passphrase: string) =>
      new KeyFileSigner({ algorithm, chain, secret: async () => ({ file, passphrase }) });
    return {
      signer: signer(PASSPHRASE),
      otherChain: await anotherChain(authority, algorithm),
      failures: [{ how: 'another passphrase', signer: signer('sai'), name: 'KeyFileRefused' }],
    };
  });
}

/** Files of other people's tools, legacy encryption included. */
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
    return {
      signer: signer(name),
      otherChain: await anotherChain(authority, algorithm),
      failures: [
        { how: 'another passphrase', signer: signer(name, 'sai'), name: 'KeyFileRefused' },
        { how: 'no key in it', signer: signer('no-key'), name: 'KeyFileRefused' },
        { how: 'a key of another kind', signer: signer(otherKind), name: 'SigningKeyRefused' },
      ],
    };
  });
}
