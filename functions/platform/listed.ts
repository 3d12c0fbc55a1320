import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Table } from './table.ts';

/** One partition of an index, or its sort keys up to one. Indexes hold keys only and are read eventually. */
export interface Listing {
  readonly index: 'gsi1' | 'gsi3' | 'gsi4';
  readonly partition: string;
  readonly upTo?: string | undefined;
}

type Keys = Record<string, unknown>;

/** The keys of everything listed, page after page. */
export async function allListed(table: Table, listing: Listing): Promise<Keys[]> {
  const keys: Keys[] = [];
  let from: Keys | undefined;
  do {
    const page = await pageOf(table, listing, { ExclusiveStartKey: from });
    keys.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return keys;
}

/** The keys of the first so many. */
export async function firstListed(table: Table, listing: Listing, most: number): Promise<Keys[]> {
  return (await pageOf(table, listing, { Limit: most })).Items ?? [];
}

function pageOf(
  table: Table,
  { index, partition, upTo }: Listing,
  part: { readonly Limit?: number; readonly ExclusiveStartKey?: Keys | undefined },
): Promise<QueryCommandOutput> {
  return table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: index,
      KeyConditionExpression: upTo ? `${index}pk = :pk AND ${index}sk <= :upTo` : `${index}pk = :pk`,
      ExpressionAttributeValues: { ':pk': partition, ...(upTo && { ':upTo': upTo }) },
      ...part,
    }),
  );
}
