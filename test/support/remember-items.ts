import { BatchWriteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { BatchWriteCommandInput, ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { isDeepStrictEqual } from 'node:util';
import type { Table } from '../../functions/platform/table.ts';
import { tableKeys } from '../../infra/table.ts';

/** Which items are meant. */
type Choice = Pick<ScanCommandInput, 'FilterExpression' | 'ExpressionAttributeValues'>;
type Item = Record<string, unknown>;
type Write = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

/** DynamoDB takes no more writes at once. */
const MOST_WRITES = 25;

/**
 * Remembers items of a table as they are now, all unless some are chosen. The answer puts them back: what is new goes,
 * what changed or went comes again.
 */
export async function rememberItems(table: Table, choice: Choice = {}): Promise<() => Promise<void>> {
  const before = await itemsOf(table, choice);
  return async () => {
    const now = await itemsOf(table, choice);
    const created = [...now].filter(([key]) => !before.has(key));
    const altered = [...before].filter(([key, item]) => !isDeepStrictEqual(now.get(key), item));
    await write(table, [
      ...created.map(([, item]) => ({ DeleteRequest: { Key: keyOf(item) } })),
      ...altered.map(([, item]) => ({ PutRequest: { Item: item } })),
    ]);
  };
}

async function write(table: Table, writes: readonly Write[]): Promise<void> {
  for (let from = 0; from < writes.length; from += MOST_WRITES) {
    const RequestItems = { [table.name]: writes.slice(from, from + MOST_WRITES) };
    const { UnprocessedItems } = await table.client.send(new BatchWriteCommand({ RequestItems }));
    if (UnprocessedItems?.[table.name]) throw new Error('the items could not be put back');
  }
}

async function itemsOf({ client, name }: Table, choice: Choice): Promise<Map<string, Item>> {
  const items = new Map<string, Item>();
  const asked = { TableName: name, ConsistentRead: true, ...choice };
  for await (const page of paginateScan({ client }, asked)) {
    for (const item of page.Items ?? []) items.set(JSON.stringify(keyOf(item)), item);
  }
  return items;
}

function keyOf(item: Item): Item {
  const { partitionKey, sortKey } = tableKeys;
  return { [partitionKey]: item[partitionKey], [sortKey]: item[sortKey] };
}
