import { BatchWriteCommand, paginateScan, type BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Table } from '../../functions/platform/table.ts';
import { tableKeys } from '../../infra/table.ts';

/** What outlives a process: a table, and the folders in which embedded services keep what they were given. */
interface Places {
  readonly table: Table;
  readonly folders?: readonly string[];
}

/** Puts everything back as it lay when it was remembered. */
export type Rewind = () => Promise<void>;

/** DynamoDB takes no more writes at once. */
const MOST_WRITES = 25;

type Item = Record<string, unknown>;
type Write = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

/**
 * Remembers what lies in the places now, all of it, whoever put it there. Nothing may be under way in them then, or
 * when they are rewound; and whoever read them before must not go on from what they read.
 */
export async function remember({ table, folders = [] }: Places): Promise<Rewind> {
  const items = await itemsOf(table);
  const kept = await Promise.all(folders.map(async (folder) => ({ folder, files: await filesOf(folder) })));
  return async () => {
    await rewindTable(table, items);
    await Promise.all(kept.map(({ folder, files }) => rewindFolder(folder, files)));
  };
}

/** Processes each of which finds what lies in the places now, whatever the one before it did there. */
export async function fromHere<Process>(
  places: Places,
  open: () => Process | Promise<Process>,
): Promise<() => Promise<Process>> {
  const rewind = await remember(places);
  return async () => {
    await rewind();
    return open();
  };
}

async function rewindTable(table: Table, before: ReadonlyMap<string, Item>): Promise<void> {
  const now = await itemsOf(table);
  const writes: Write[] = [
    ...[...now]
      .filter(([key]) => !before.has(key))
      .map(([, item]) => ({ DeleteRequest: { Key: keyOf(item) } })),
    ...[...before]
      .filter(([key, item]) => !isDeepStrictEqual(now.get(key), item))
      .map(([, Item]) => ({ PutRequest: { Item } })),
  ];
  for (let from = 0; from < writes.length; from += MOST_WRITES) {
    const RequestItems = { [table.name]: writes.slice(from, from + MOST_WRITES) };
    const { UnprocessedItems } = await table.client.send(new BatchWriteCommand({ RequestItems }));
    if (UnprocessedItems?.[table.name]) throw new Error('the table could not be rewound');
  }
}

async function itemsOf({ client, name }: Table): Promise<Map<string, Item>> {
  const items = new Map<string, Item>();
  for await (const page of paginateScan({ client }, { TableName: name, ConsistentRead: true })) {
    for (const item of page.Items ?? []) items.set(JSON.stringify(keyOf(item)), item);
  }
  return items;
}

function keyOf(item: Item): Item {
  const { partitionKey, sortKey } = tableKeys;
  return { [partitionKey]: item[partitionKey], [sortKey]: item[sortKey] };
}

async function rewindFolder(folder: string, before: ReadonlyMap<string, Buffer>): Promise<void> {
  const now = await filesOf(folder);
  for (const name of now.keys()) if (!before.has(name)) await rm(join(folder, name));
  for (const [name, bytes] of before) {
    if (now.get(name)?.equals(bytes)) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}

async function filesOf(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const),
    ),
  );
}
