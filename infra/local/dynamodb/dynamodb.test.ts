import { mkdtemp } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import type { Listening } from '../http/listen.ts';
import { startDynamoDb } from './server.ts';

const place = { region: 'ap-southeast-1', accountId: '000000000000' };

function client(service: Listening): DynamoDBClient {
  return new DynamoDBClient({
    endpoint: service.url,
    region: place.region,
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
  });
}

async function stored(db: DynamoDBClient): Promise<string | undefined> {
  const answer = await db.send(
    new GetItemCommand({ TableName: 'thu', Key: { pk: { S: 'a' } }, ConsistentRead: true }),
  );
  return answer.Item?.['v']?.S;
}

it('keeps tables and items over a restart, and lives on when a client breaks off in mid-request', async () => {
  const directory = join(await mkdtemp(join(tmpdir(), 'ddb-')), 'dynamodb');
  const first = await startDynamoDb({ directory, port: 0, ...place });
  await client(first).send(
    new CreateTableCommand({
      TableName: 'thu',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  await waitUntilTableExists({ client: client(first), maxWaitTime: 60, minDelay: 1 }, { TableName: 'thu' });
  await client(first).send(new PutItemCommand({ TableName: 'thu', Item: { pk: { S: 'a' }, v: { S: 'ổ' } } }));
  await first.close();

  const second = await startDynamoDb({ directory, port: 0, ...place });
  await new Promise<void>((resolve) => {
    const socket = connect(second.port, '127.0.0.1', () => {
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{', () => {
        socket.resetAndDestroy();
        resolve();
      });
    });
  });
  expect(await stored(client(second))).toBe('ổ');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await stored(client(second))).toBe('ổ');
  await second.close();
});
