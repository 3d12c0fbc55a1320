import { X509Certificate } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Directory } from '../../functions/directory/index.ts';
import { stackClients } from './clients.ts';
import type { StackClients } from './clients.ts';
import { demoPassword } from './demo/demo-people.ts';
import { startDynamoDb } from './dynamodb/server.ts';
import { requestToken } from './oidc/request-token.ts';
import { startStack } from './stack.ts';
import type { Stack } from './stack.ts';
import { DataFolderInUse } from './state/lock.ts';

let dataDir: string;
let stack: Stack;
let clients: StackClients;

async function start(): Promise<void> {
  stack = await startStack({ dataDir, port: 0, pkiPort: 0 });
  clients = stackClients(stack.endpoints, stack.settings);
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stack-'));
  await start();
});
afterAll(() => stack.stop());

const directory = () =>
  new Directory({ client: DynamoDBDocumentClient.from(clients.dynamodb), name: stack.settings.tableName });

const claims = async (token: string) =>
  (
    await jwtVerify(token, createRemoteJWKSet(new URL(`${stack.endpoints.oidc}/jwks`)), {
      issuer: stack.endpoints.oidc,
    })
  ).payload;

describe('a started stack', () => {
  it('has the table with its four indexes, and the workflows with every placeholder filled', async () => {
    const { Table } = await clients.dynamodb.send(
      new DescribeTableCommand({ TableName: stack.settings.tableName }),
    );
    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual([
      'gsi1',
      'gsi2',
      'gsi3',
      'gsi4',
    ]);
    for (const [stateMachineArn, called] of [
      [stack.stateMachineArn, '"render-result"'],
      [stack.renewalArn, '"renew-files"'],
    ] as const) {
      const machine = await clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
      expect(machine.definition).toContain(called);
      expect(machine.definition).not.toContain('${');
    }
  });

  it('knows agencies and officials whose certificates chain to the trusted root', async () => {
    const official = await directory().official('chu-tich-buon-ma-thuot');
    const agency = await directory().agency('H15.27');
    const { roots } = await directory().trustAnchors();
    const root = new X509Certificate(roots[0]!);
    for (const { certificates } of [official.key, agency.seal.key]) {
      const [leaf, issuing] = certificates.map((pem) => new X509Certificate(pem));
      expect(leaf!.verify(issuing!.publicKey)).toBe(true);
      expect(issuing!.verify(root.publicKey)).toBe(true);
    }
    const pictures = await clients.s3.send(
      new ListObjectsV2Command({ Bucket: stack.settings.buckets.work, Prefix: 'directory/' }),
    );
    const keys = pictures.Contents?.map((object) => object.Key);
    expect(keys).toContain(official.handwriting);
    expect(keys).toContain(agency.seal.picture);
  });

  it('gives tokens for people and for the integration', async () => {
    const person = await claims(await requestToken(stack.endpoints.oidc, 'clerk', demoPassword));
    expect(person['cognito:groups']).toEqual(['clerk']);
    expect(await directory().findUser(String(person.sub))).toMatchObject({
      agencies: ['H15.27', 'H15.27.03', 'H15.12'],
    });
    const machine = await claims(await requestToken(stack.endpoints.oidc, 'integration', demoPassword));
    expect(machine['scope']).toBe('ket-qua/integration');
    expect(await directory().findUser(String(machine.sub))).toBeDefined();
  });

  it('shows what was sent, escaped', async () => {
    const ses = new SESv2Client({ ...stack.settings, endpoint: stack.endpoints.sesv2 });
    await ses.send(
      new SendEmailCommand({
        FromEmailAddress: 'a@example.vn',
        Destination: { ToAddresses: ['b@example.vn'] },
        Content: {
          Simple: {
            Subject: { Data: 'Kết quả <script>' },
            Body: { Text: { Data: 'Mở http://localhost/l/x "ngay" <b>' } },
          },
        },
      }),
    );
    const list = await (await fetch(`${stack.url}/_embedded/outbox`)).text();
    expect(list).toContain('Kết quả &lt;script&gt;');
    const path = /href="(\/_embedded\/outbox\/[^"]+)"/u.exec(list)![1]!;
    const shown = await (await fetch(stack.url + path)).text();
    expect(shown).toContain('<a href="http://localhost/l/x">http://localhost/l/x</a>');
    expect(shown).toContain('&lt;b&gt;');
    expect((await fetch(`${stack.url}/_embedded/outbox/khong-co`)).status).toBe(404);
  });

  it('keeps a second one off its data folder', async () => {
    await expect(startStack({ dataDir, port: 0, pkiPort: 0 })).rejects.toThrow(DataFolderInUse);
  });
});

describe('a restarted stack', () => {
  it('keeps addresses, certificates and the validity of tokens', async () => {
    const { endpoints } = stack;
    const certificate = (await directory().official('giam-doc-so-xay-dung')).key.certificates[0];
    const token = await requestToken(endpoints.oidc, 'official', demoPassword);
    await stack.stop();
    await start();
    expect(stack.endpoints).toEqual(endpoints);
    expect((await directory().official('giam-doc-so-xay-dung')).key.certificates[0]).toBe(certificate);
    expect((await claims(token))['username']).toBe('official');
  });
});

describe('an embedded service', () => {
  it('steps aside when its address is already set, and what it needs is made there', async () => {
    const elsewhere = await startDynamoDb({
      directory: join(await mkdtemp(join(tmpdir(), 'elsewhere-')), 'dynamodb'),
      port: 0,
      region: 'ap-southeast-1',
      accountId: '000000000000',
    });
    const other = await startStack({
      dataDir: await mkdtemp(join(tmpdir(), 'stack-')),
      port: 0,
      pkiPort: 0,
      env: { AWS_ENDPOINT_URL_DYNAMODB: elsewhere.url, TABLE_NAME: 'bang-cua-toi' },
    });
    expect(other.endpoints.dynamodb).toBe(elsewhere.url);
    const table = new Directory({
      client: DynamoDBDocumentClient.from(stackClients(other.endpoints, other.settings).dynamodb),
      name: 'bang-cua-toi',
    });
    expect((await table.agency('H15.12')).name).toBe('Sở Xây dựng');
    await other.stop();
    await elsewhere.close();
  });
});
