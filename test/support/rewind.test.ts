import { DeleteCommand, paginateScan, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { DeleteObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBuckets, type TestBuckets } from './buckets.ts';
import { remember } from './rewind.ts';
import { startTable, type TestTable } from './table.ts';

let world: TestTable;
let buckets: TestBuckets;
beforeAll(async () => {
  world = await startTable();
  buckets = await startBuckets();
});
afterAll(async () => {
  await world.stop();
  await buckets.stop();
});

const put = (sk: string, more: object = {}) =>
  world.table.client.send(new PutCommand({ TableName: world.table.name, Item: { pk: 'a', sk, ...more } }));
const everything = async () => {
  const items: unknown[] = [];
  const pages = paginateScan({ client: world.table.client }, { TableName: world.table.name });
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items;
};
const listed = async () => {
  const { Items } = await world.table.client.send(
    new QueryCommand({
      TableName: world.table.name,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :list',
      ExpressionAttributeValues: { ':list': 'list' },
    }),
  );
  return Items?.map(({ sk }) => sk);
};
const stored = async (key: string) => Buffer.from((await buckets.work.find(key)) ?? []).toString();

it('takes from the table what is new, puts back what changed or went, and its lists follow', async () => {
  await put('same', { list: [1, { two: null }], bytes: new Uint8Array([1, 2]) });
  await put('changed', { gsi1pk: 'list', gsi1sk: '1' });
  await put('gone', { gsi1pk: 'list', gsi1sk: '2' });
  const before = await everything();
  const rewind = await remember({ table: world.table });
  for (let kill = 1; kill <= 2; kill += 1) {
    await put('changed', { kill });
    await world.table.client.send(
      new DeleteCommand({ TableName: world.table.name, Key: { pk: 'a', sk: 'gone' } }),
    );
    for (let more = 0; more < 60; more += 1) await put(`new-${more}`, { gsi1pk: 'list', gsi1sk: '3' });
    await rewind();
    expect(await everything()).toEqual(before);
    expect(await listed()).toEqual(['changed', 'gone']);
  }
});

it('rewinds a table of more than one page', async () => {
  for (let page = 0; page < 4; page += 1) await put(`long-${page}`, { text: 'x'.repeat(390_000) });
  const before = await everything();
  const rewind = await remember({ table: world.table });
  await put('long-0', { text: 'y' });
  await put('long-9');
  await rewind();
  expect(await everything()).toEqual(before);
});

it('takes from the buckets what is new, and puts back what was replaced or went, with its type', async () => {
  await buckets.work.putOnce('drafts/kept.pdf', Buffer.from('kept'), 'application/pdf');
  await buckets.work.putOnce('drafts/gone.pdf', Buffer.from('gone'), 'application/pdf');
  const rewind = await remember({ table: world.table, folders: [buckets.directory] });
  await buckets.work.replace('drafts/kept.pdf', Buffer.from('other'), 'text/plain');
  await buckets.client.send(new DeleteObjectCommand({ Bucket: 'work', Key: 'drafts/gone.pdf' }));
  await buckets.work.putOnce('drafts/new.pdf', Buffer.from('new'), 'application/pdf');
  await buckets.archive.putOnce('results/new.pdf', Buffer.from('new'), 'application/pdf');
  await rewind();
  expect([await stored('drafts/kept.pdf'), await stored('drafts/gone.pdf')]).toEqual(['kept', 'gone']);
  const head = await buckets.client.send(new HeadObjectCommand({ Bucket: 'work', Key: 'drafts/kept.pdf' }));
  expect(head.ContentType).toBe('application/pdf');
  expect(await buckets.work.find('drafts/new.pdf')).toBeUndefined();
  expect(await buckets.archive.find('results/new.pdf')).toBeUndefined();
  await buckets.work.putOnce('drafts/new.pdf', Buffer.from('new again'), 'application/pdf');
  expect(await stored('drafts/new.pdf')).toBe('new again');
});
