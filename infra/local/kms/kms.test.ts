import { createHash, createPublicKey, verify, constants } from 'node:crypto';
import { mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
  ListAliasesCommand,
  ListResourceTagsCommand,
  SignCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import type { DecryptCommandInput, KeySpec, SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../http/listen.ts';
import { startKms } from './server.ts';

let directory: string;
let service: Listening;
let kms: KMSClient;

async function start(): Promise<void> {
  service = await startKms({ directory, port: 0, region: 'ap-southeast-1', accountId: '000000000000' });
  kms = new KMSClient({
    endpoint: service.url,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
  });
}

beforeAll(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'kms-')), 'kms');
  await start();
});
afterAll(() => service.close());

async function newKey(spec: KeySpec): Promise<string> {
  const created = await kms.send(
    new CreateKeyCommand({ KeySpec: spec, Tags: [{ TagKey: 'ket-qua:signer', TagValue: 'official' }] }),
  );
  return created.KeyMetadata?.KeyId ?? '';
}

const message = Buffer.from('Ủy ban nhân dân phường');

describe('Sign', () => {
  const cases: [KeySpec, SigningAlgorithmSpec, string][] = [
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256', 'sha256'],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512', 'sha512'],
    ['RSA_3072', 'RSASSA_PSS_SHA_256', 'sha256'],
    ['RSA_2048', 'RSASSA_PSS_SHA_384', 'sha384'],
    ['ECC_NIST_P256', 'ECDSA_SHA_256', 'sha256'],
    ['ECC_NIST_P384', 'ECDSA_SHA_384', 'sha384'],
  ];
  it.each(cases)('%s with %s over a digest verifies with the public key', async (spec, algorithm, hash) => {
    const KeyId = await newKey(spec);
    const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId }));
    const digest = createHash(hash).update(message).digest();
    const signed = await kms.send(
      new SignCommand({ KeyId, Message: digest, MessageType: 'DIGEST', SigningAlgorithm: algorithm }),
    );
    const key = createPublicKey({ key: Buffer.from(PublicKey!), format: 'der', type: 'spki' });
    const options = algorithm.includes('PSS')
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: digest.length }
      : { key };
    expect(verify(hash, message, options, signed.Signature!)).toBe(true);
    expect(verify(hash, Buffer.from('khác'), options, signed.Signature!)).toBe(false);
  });

  it('refuses a digest of the wrong length', async () => {
    const KeyId = await newKey('ECC_NIST_P256');
    const command = new SignCommand({
      KeyId,
      Message: Buffer.alloc(20),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    });
    await expect(kms.send(command)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses an algorithm that the key does not have', async () => {
    const KeyId = await newKey('ECC_NIST_P256');
    const command = new SignCommand({
      KeyId,
      Message: Buffer.alloc(32),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'RSASSA_PSS_SHA_256',
    });
    await expect(kms.send(command)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  });

  it('refuses an unknown key by KMS’s error', async () => {
    await expect(kms.send(new DescribeKeyCommand({ KeyId: 'alias/khong-co' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });
});

describe('GenerateMac and VerifyMac', () => {
  it('accept the right message and refuse another', async () => {
    const KeyId = await newKey('HMAC_256');
    const made = await kms.send(
      new GenerateMacCommand({ KeyId, Message: message, MacAlgorithm: 'HMAC_SHA_256' }),
    );
    const check = (Message: Uint8Array) =>
      kms.send(new VerifyMacCommand({ KeyId, Message, Mac: made.Mac, MacAlgorithm: 'HMAC_SHA_256' }));
    expect((await check(message)).MacValid).toBe(true);
    await expect(check(Buffer.from('khác'))).rejects.toMatchObject({ name: 'KMSInvalidMacException' });
  });
});

describe('Encrypt and Decrypt', () => {
  const EncryptionContext = { 'ket-qua:holder': 'official/chu-tich' };

  it('give back what was encrypted, in its context and with its key alone', async () => {
    const KeyId = await newKey('SYMMETRIC_DEFAULT');
    const sealed = await kms.send(new EncryptCommand({ KeyId, Plaintext: message, EncryptionContext }));
    const CiphertextBlob = sealed.CiphertextBlob!;
    const open = (change: Partial<DecryptCommandInput>) =>
      kms.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext, ...change }));
    expect(Buffer.from((await open({})).Plaintext ?? [])).toEqual(message);
    const broken = { name: 'InvalidCiphertextException' };
    await expect(open({ EncryptionContext: {} })).rejects.toMatchObject(broken);
    const changed = Buffer.from(CiphertextBlob);
    changed[changed.length - 1]! ^= 1;
    await expect(open({ CiphertextBlob: changed })).rejects.toMatchObject(broken);
    const another = await newKey('SYMMETRIC_DEFAULT');
    await expect(open({ KeyId: another })).rejects.toMatchObject({ name: 'IncorrectKeyException' });
  });

  it('are not what a signing key does', async () => {
    const KeyId = await newKey('ECC_NIST_P256');
    const encrypt = kms.send(new EncryptCommand({ KeyId, Plaintext: message }));
    await expect(encrypt).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  });
});

describe('the key folder', () => {
  it('keeps keys, tags and aliases over a restart, readable by the owner only', async () => {
    const KeyId = await newKey('RSA_2048');
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/ket-qua/thu', TargetKeyId: KeyId }));
    const before = await kms.send(new GetPublicKeyCommand({ KeyId: 'alias/ket-qua/thu' }));
    await service.close();
    await start();
    const after = await kms.send(new GetPublicKeyCommand({ KeyId: 'alias/ket-qua/thu' }));
    expect(after.PublicKey).toEqual(before.PublicKey);
    const tags = await kms.send(new ListResourceTagsCommand({ KeyId }));
    expect(tags.Tags).toEqual([{ TagKey: 'ket-qua:signer', TagValue: 'official' }]);
    const aliases = await kms.send(new ListAliasesCommand({ KeyId }));
    expect(aliases.Aliases?.map((alias) => alias.AliasName)).toEqual(['alias/ket-qua/thu']);
    for (const file of await readdir(directory)) {
      expect((await stat(join(directory, file))).mode & 0o777).toBe(0o600);
    }
  });

  it('refuses an alias that is taken', async () => {
    const KeyId = await newKey('HMAC_256');
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/hai-lan', TargetKeyId: KeyId }));
    const again = new CreateAliasCommand({ AliasName: 'alias/hai-lan', TargetKeyId: KeyId });
    await expect(kms.send(again)).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  });
});
