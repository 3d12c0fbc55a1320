import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { halfDone, halfDonePartition, pad, type HalfDone } from '../tracking/index.ts';
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
            gsi4pk: halfDonePartition('COPY', ordered.code),
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

  /** Orders of copies that are not issued. */
  async open(): Promise<HalfDone<OrderedCopy>[]> {
    return halfDone(this.#table, 'COPY', (item) => {
      const ordered = orderedCopy.parse(item);
      return ordered.issued ? undefined : ordered;
    });
  }
}

function keyOf({ code, revision, order }: CopyId) {
  return { pk: `DOSSIER#${code}`, sk: `COPY#${pad(revision, 4)}#${order}` };
}
