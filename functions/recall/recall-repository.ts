import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { pad, sweepShard, type RevisionId } from '../tracking/index.ts';
import { orderedRecall, type OrderedRecall } from './recall-order.ts';

const listed = z.object({
  pk: z.string().startsWith('DOSSIER#'),
  sk: z.string().startsWith('RECALL#'),
});

/** Orders of recalls: one for a revision, put once, found by the sweeper until everything followed from it. */
export class RecallRepository {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(id: RevisionId): Promise<OrderedRecall | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: keyOf(id), ConsistentRead: true }),
    );
    return answer.Item && orderedRecall.parse(answer.Item);
  }

  /** Puts a new order; one that is there stays as it is. */
  async put(recall: OrderedRecall): Promise<void> {
    const place = {
      gsi4pk: sweepShard(recall.code).replace('SWEEP', 'RECALL'),
      gsi4sk: `${recall.code}#${pad(recall.revision, 4)}`,
    };
    try {
      await this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: { ...keyOf(recall), ...recall, ...place },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      if (!isConditionRefused(error)) throw error;
    }
  }

  /** Takes one from which everything followed out of the sweeper's list. */
  async settle(id: RevisionId): Promise<void> {
    await this.#table.client.send(
      new UpdateCommand({
        TableName: this.#table.name,
        Key: keyOf(id),
        UpdateExpression: 'SET settled = :settled REMOVE gsi4pk, gsi4sk',
        ExpressionAttributeValues: { ':settled': true },
      }),
    );
  }

  /** Orders of one sweeper shard that somebody left half done, re-read consistently. */
  async unsettled(shard: number): Promise<OrderedRecall[]> {
    const page = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        IndexName: 'gsi4',
        KeyConditionExpression: 'gsi4pk = :shard',
        ExpressionAttributeValues: { ':shard': `RECALL#${shard}` },
        Limit: 100,
      }),
    );
    const found = await Promise.all((page.Items ?? []).map((item) => this.find(idOf(item))));
    return found.flatMap((recall) => (recall?.settled === false ? [recall] : []));
  }
}

function idOf(item: unknown): RevisionId {
  const { pk, sk } = listed.parse(item);
  return { code: pk.slice('DOSSIER#'.length), revision: Number(sk.slice('RECALL#'.length)) };
}

function keyOf({ code, revision }: RevisionId) {
  return { pk: `DOSSIER#${code}`, sk: `RECALL#${pad(revision, 4)}` };
}
