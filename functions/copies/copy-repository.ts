import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { pad, sweepShard } from '../tracking/index.ts';
import { orderedCopy, type CopyId, type OrderedCopy } from './copy-order.ts';

/** Orders of copies: put once, found while they are open. */
export class CopyRepository {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(id: CopyId): Promise<OrderedCopy | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: keyOf(id), ConsistentRead: true }),
    );
    return answer.Item && orderedCopy.parse(answer.Item);
  }

  /** Puts a new order; false when it is there, and stays as it is. */
  async put(ordered: OrderedCopy): Promise<boolean> {
    try {
      await this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: {
            ...keyOf(ordered),
            ...ordered,
            gsi4pk: sweepShard(ordered.code).replace('SWEEP', 'COPY'),
            gsi4sk: `${ordered.orderedAt}#${ordered.code}#${ordered.order}`,
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (isConditionRefused(error)) return false;
      throw error;
    }
  }

  /** Takes a copy that is issued, or dropped, out of the open ones. */
  async close(id: CopyId): Promise<void> {
    await this.#table.client.send(
      new UpdateCommand({
        TableName: this.#table.name,
        Key: keyOf(id),
        UpdateExpression: 'SET issued = :issued REMOVE gsi4pk, gsi4sk',
        ExpressionAttributeValues: { ':issued': true },
      }),
    );
  }

  /** Open orders of one shard, oldest first, re-read consistently. */
  async open(shard: number): Promise<OrderedCopy[]> {
    const keys: Record<string, unknown>[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await this.#table.client.send(
        new QueryCommand({
          TableName: this.#table.name,
          IndexName: 'gsi4',
          KeyConditionExpression: 'gsi4pk = :shard',
          ExpressionAttributeValues: { ':shard': `COPY#${shard}` },
          ExclusiveStartKey: from,
        }),
      );
      keys.push(...(page.Items ?? []).map(({ pk, sk }) => ({ pk, sk })));
      from = page.LastEvaluatedKey;
    } while (from);
    const found = await Promise.all(
      keys.map((Key) =>
        this.#table.client.send(new GetCommand({ TableName: this.#table.name, Key, ConsistentRead: true })),
      ),
    );
    const orders = found.flatMap(({ Item }) => (Item ? [orderedCopy.parse(Item)] : []));
    return orders.filter(({ issued }) => !issued);
  }
}

function keyOf({ code, revision, order }: CopyId) {
  return { pk: `DOSSIER#${code}`, sk: `COPY#${pad(revision, 4)}#${order}` };
}
