import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { setTimeout } from 'node:timers/promises';
import type { Table } from '../../functions/platform/table.ts';
import { bind } from '../../infra/local/http/listen.ts';
import { tableKeys } from '../../infra/table.ts';

/** The product's table in a DynamoDB of its own, in this process's memory. */
export interface TestTable {
  readonly table: Table;
  /** a further client on the same table, so that a test can kill one and look with the other */
  another(): Table;
  stop(): Promise<void>;
}

/** Starts dynalite in memory with one empty table, keyed and indexed as the deployed one. */
export async function startTable(): Promise<TestTable> {
  const server = dynalite({ path: '', createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const listening = await bind(server, 0);
  const name = 'ket-qua';
  const connect = () =>
    new DynamoDBClient({
      endpoint: listening.url,
      region: 'ap-southeast-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  const client = connect();
  await client.send(new CreateTableCommand(tableDefinition(name)));
  while (!(await isActive(client, name))) await setTimeout(5);
  const opened: DynamoDBClient[] = [client];
  const over = (inner: DynamoDBClient): Table => ({
    client: DynamoDBDocumentClient.from(inner, { marshallOptions: { removeUndefinedValues: true } }),
    name,
  });
  return {
    table: over(client),
    another: () => {
      const next = connect();
      opened.push(next);
      return over(next);
    },
    stop: async () => {
      for (const each of opened) each.destroy();
      await listening.close();
    },
  };
}

/** The table is made a moment after the answer that it is. */
async function isActive(client: DynamoDBClient, TableName: string): Promise<boolean> {
  const { Table: found } = await client.send(new DescribeTableCommand({ TableName }));
  return found?.TableStatus === 'ACTIVE';
}

function tableDefinition(name: string): CreateTableCommand['input'] {
  const attributes = [
    tableKeys.partitionKey,
    tableKeys.sortKey,
    ...tableKeys.indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(tableKeys.partitionKey, tableKeys.sortKey),
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    GlobalSecondaryIndexes: tableKeys.indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index.partitionKey, index.sortKey),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
  };
}

function keySchema(partition: string, sort: string) {
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
}
