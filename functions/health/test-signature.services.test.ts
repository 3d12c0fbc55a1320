import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startKms } from '../../infra/local/kms/server.ts';
import { provisionKey } from '../../infra/local/provision.ts';
import { testSignature } from './test-signature.ts';

const place = { region: 'ap-southeast-1', accountId: '000000000000' };
let directory: string;
let kms: Awaited<ReturnType<typeof startKms>>;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ket-qua-health-'));
  kms = await startKms({ directory, port: 0, ...place });
});
afterAll(async () => {
  await kms.close();
  await rm(directory, { recursive: true });
});

it('holds when the key signs', async () => {
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  const client = new KMSClient({ endpoint: kms.url, region: place.region, credentials });
  const keyId = await provisionKey(client, 'alias/health', 'ECC_NIST_P256', {});
  expect(await testSignature(client, keyId)).toBe(true);
});

it('does not hold when the value is not of that key', async () => {
  const client = new KMSClient({ region: place.region });
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const mock = mockClient(client);
  mock.on(SignCommand).resolves({ Signature: Buffer.from('3006020101020101', 'hex') });
  mock.on(GetPublicKeyCommand).resolves({ PublicKey: publicKey.export({ format: 'der', type: 'spki' }) });
  expect(await testSignature(client, 'any')).toBe(false);
});
