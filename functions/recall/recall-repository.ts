import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { halfDone, halfDonePartition, pad, type HalfDone, type RevisionId } from '../tracking/index.ts';
import { orderedRecall, type OrderedRecall } from './recall-order.ts';

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
      gsi4pk: halfDonePartition('RECALL', recall.code),
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

  /** Orders that somebody left half done. */
  async unsettled(): Promise<HalfDone<OrderedRecall>[]> {
    return halfDone(this.#table, 'RECALL', (item) => {
      const recall = orderedRecall.parse(item);
      return recall.settled ? undefined : recall;
    });
  }
}

function keyOf({ code, revision }: RevisionId) {
  return { pk: `DOSSIER#${code}`, sk: `RECALL#${pad(revision, 4)}` };
}
