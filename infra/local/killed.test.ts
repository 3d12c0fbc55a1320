import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { expect, it } from 'vitest';
import { startAwsServices } from './aws-services.ts';
import { provisionTable } from './provision.ts';
import { stackSettings } from './stack-settings.ts';
import { servicePorts } from './state/ports.ts';

const settings = stackSettings({ dataDir: '', port: 0 });

function sdk(endpoints: { dynamodb: string; s3: string; kms: string; sesv2: string }) {
  const common = { region: settings.region, credentials: settings.credentials, maxAttempts: 1 };
  return {
    dynamodb: new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb }),
    s3: new S3Client({ ...common, endpoint: endpoints.s3 }),
    kms: new KMSClient({ ...common, endpoint: endpoints.kms }),
    ses: new SESv2Client({ ...common, endpoint: endpoints.sesv2 }),
  };
}

const local = (file: string) => JSON.stringify(resolve(import.meta.dirname, file));

/** Runs the services in a process of their own and answers their addresses and the process. */
async function servicesInChild(dataDir: string) {
  const script = `
    const { startAwsServices } = await import(${local('aws-services.ts')});
    const { servicePorts } = await import(${local('state/ports.ts')});
    const { stackSettings } = await import(${local('stack-settings.ts')});
    const dataDir = ${JSON.stringify(dataDir)};
    const services = await startAwsServices(dataDir, await servicePorts(dataDir, false), stackSettings({ dataDir, port: 0 }));
    console.log(JSON.stringify(services.endpoints));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, endpoints: JSON.parse(line) as Record<'dynamodb' | 's3' | 'kms' | 'sesv2', string> };
}

const mail = (subject: string) =>
  new SendEmailCommand({
    FromEmailAddress: 'a@example.vn',
    Destination: { ToAddresses: ['b@example.vn'] },
    Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: 'x'.repeat(20_000) } } } },
  });

it('loses nothing that was acknowledged when the process is killed in mid-write', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'killed-'));
  const { child, endpoints } = await servicesInChild(dataDir);
  const before = sdk(endpoints);
  await provisionTable(before.dynamodb, settings.tableName);
  const kept = {
    items: [] as string[],
    objects: [] as string[],
    keys: [] as string[],
    messages: [] as string[],
  };
  const work = [
    repeat(async (n) => {
      await before.dynamodb.send(
        new PutItemCommand({ TableName: settings.tableName, Item: { pk: { S: n }, sk: { S: 's' } } }),
      );
      kept.items.push(n);
    }),
    repeat(async (n) => {
      await before.s3.send(
        new PutObjectCommand({ Bucket: settings.buckets.work, Key: n, Body: n.repeat(50_000) }),
      );
      kept.objects.push(n);
    }),
    repeat(async () => {
      const { KeyMetadata } = await before.kms.send(
        new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }),
      );
      kept.keys.push(KeyMetadata!.KeyId!);
    }),
    repeat(async (n) => {
      kept.messages.push((await before.ses.send(mail(n))).MessageId!);
    }),
  ];
  // Each goes on writing when it is killed: how fast, a busy machine decides.
  while (Object.values(kept).some((list) => list.length <= 3)) await pause(10);
  child.kill('SIGKILL');
  await Promise.all(work);

  const services = await startAwsServices(dataDir, await servicePorts(dataDir, false), settings);
  const after = sdk(services.endpoints);
  for (const list of Object.values(kept)) expect(list.length).toBeGreaterThan(3);
  for (const pk of kept.items) {
    const key = { pk: { S: pk }, sk: { S: 's' } };
    expect(
      (await after.dynamodb.send(new GetItemCommand({ TableName: settings.tableName, Key: key }))).Item,
    ).toBeDefined();
  }
  for (const key of kept.objects) {
    const { Body } = await after.s3.send(new GetObjectCommand({ Bucket: settings.buckets.work, Key: key }));
    expect(await Body?.transformToString()).toBe(key.repeat(50_000));
  }
  for (const KeyId of kept.keys)
    expect((await after.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata).toBeDefined();
  const sent = new Set((await services.ses!.outbox.list()).map(({ messageId }) => messageId));
  expect(kept.messages.filter((id) => !sent.has(id))).toEqual([]);
  await services.close();
});

/** Does the work with a new name each time until the services are gone. */
async function repeat(work: (name: string) => Promise<void>): Promise<void> {
  for (let n = 0; ; n += 1) {
    try {
      await work(`n${n}-`);
    } catch {
      return;
    }
  }
}
