import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { AwsUnavailable } from '../platform/failures.ts';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { halfDone, halfDonePartition, pad, type HalfDone, type RevisionId } from '../tracking/index.ts';
import { FINAL, isOrderCode, placeInQueue, postalOrder, type PostalOrder } from './postal-order.ts';

const MOST_CONFLICTS = 8;

const pointer = z.object({
  code: z.string(),
  revision: z.number().int().positive(),
  sequence: z.number().int().positive(),
});
type OrderPlace = z.infer<typeof pointer>;

/** Postal orders: under their dossier, found by their code or the carrier's number, queued for their office. */
export class PostalOrderRepository {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(place: OrderPlace): Promise<PostalOrder | undefined> {
    const item = await this.#get(orderKey(place));
    return item && postalOrder.parse(item);
  }

  /** The revision's order that counts now: the one made last. */
  async latest(id: RevisionId): Promise<PostalOrder | undefined> {
    const page = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': `DOSSIER#${id.code}`, ':sk': `POST#${pad(id.revision, 4)}#` },
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    const item = page.Items?.[0];
    return item && postalOrder.parse(item);
  }

  async byCode(order: string): Promise<PostalOrder | undefined> {
    return isOrderCode(order) ? this.#follow({ pk: `ORDER#${order}`, sk: 'ORDER' }) : undefined;
  }

  async byTracking(tracking: string): Promise<PostalOrder | undefined> {
    return this.#follow({ pk: `ORDER#${tracking}`, sk: 'TRACKING' });
  }

  /** Makes an order findable by its code; false when the code is another order's. */
  async claimCode(order: string, place: OrderPlace): Promise<boolean> {
    return this.#claim({ pk: `ORDER#${order}`, sk: 'ORDER' }, place);
  }

  /** Makes an order findable by the carrier's number; false when the number is another order's. */
  async claimTracking(tracking: string, place: OrderPlace): Promise<boolean> {
    return this.#claim({ pk: `ORDER#${tracking}`, sk: 'TRACKING' }, place);
  }

  /** Puts a new order; one that is there stays as it is. */
  async put(order: PostalOrder): Promise<void> {
    await this.#write(order, 'attribute_not_exists(pk)');
  }

  /** Replaces an order as it was read; false when somebody else was faster. */
  async save(order: PostalOrder): Promise<boolean> {
    const next = { ...order, version: order.version + 1 };
    return this.#write(next, 'version = :version', { ':version': order.version });
  }

  /**
   * Puts an order into its office's queue.
   * @throws {AwsUnavailable} when others kept changing the order first
   */
  async enqueue(place: OrderPlace): Promise<void> {
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const order = await this.find(place);
      if (!order || order.queued || (await this.save({ ...order, queued: true }))) return;
    }
    throw new AwsUnavailable('the postal order is contended');
  }

  /** Open orders of an office, oldest first, re-read consistently; `next` continues the list. */
  async queue(
    office: string,
    limit: number,
    after?: string,
  ): Promise<{ orders: PostalOrder[]; next?: string }> {
    const page = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        IndexName: 'gsi2',
        KeyConditionExpression: after ? 'gsi2pk = :queue AND gsi2sk > :after' : 'gsi2pk = :queue',
        ExpressionAttributeValues: { ':queue': `QUEUE#${office}`, ...(after && { ':after': after }) },
        Limit: limit,
      }),
    );
    const orders = await this.#reread(page.Items ?? []);
    const last: unknown = page.LastEvaluatedKey?.['gsi2sk'];
    return {
      orders: orders.filter((order) => !FINAL.has(order.state)),
      ...(typeof last === 'string' && { next: last }),
    };
  }

  /** Orders whose log or workflow has not been told of everything. */
  async unsettled(): Promise<HalfDone<PostalOrder>[]> {
    return halfDone(this.#table, 'POST', (item) => {
      const order = postalOrder.parse(item);
      return order.settled ? undefined : order;
    });
  }

  async #get(key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: key, ConsistentRead: true }),
    );
    return answer.Item;
  }

  async #follow(key: { pk: string; sk: string }): Promise<PostalOrder | undefined> {
    const item = await this.#get(key);
    return item && this.find(pointer.parse(item));
  }

  async #claim(key: { pk: string; sk: string }, place: OrderPlace): Promise<boolean> {
    const { code, revision, sequence } = place;
    const item = { v: 1, code, revision, sequence };
    const mine = 'code = :code AND revision = :revision AND #sequence = :sequence';
    return this.#put({
      Item: { ...key, ...item },
      ConditionExpression: `attribute_not_exists(pk) OR (${mine})`,
      ExpressionAttributeNames: { '#sequence': 'sequence' },
      ExpressionAttributeValues: { ':code': code, ':revision': revision, ':sequence': sequence },
    });
  }

  async #write(order: PostalOrder, condition: string, values?: Record<string, unknown>): Promise<boolean> {
    return this.#put({
      Item: { ...orderKey(order), ...order, ...indexKeys(order) },
      ConditionExpression: condition,
      ...(values && { ExpressionAttributeValues: values }),
    });
  }

  async #put(input: Omit<PutCommand['input'], 'TableName'>): Promise<boolean> {
    try {
      await this.#table.client.send(new PutCommand({ TableName: this.#table.name, ...input }));
      return true;
    } catch (error) {
      if (isConditionRefused(error)) return false;
      throw error;
    }
  }

  async #reread(items: Record<string, unknown>[]): Promise<PostalOrder[]> {
    const found = await Promise.all(
      items.map((item) => this.#get({ pk: String(item['pk']), sk: String(item['sk']) })),
    );
    return found.flatMap((item) => (item ? [postalOrder.parse(item)] : []));
  }
}

function indexKeys(order: PostalOrder) {
  const place = placeInQueue(order);
  return {
    ...(order.queued && !FINAL.has(order.state) && { gsi2pk: `QUEUE#${order.office}`, gsi2sk: place }),
    ...(!order.settled && { gsi4pk: halfDonePartition('POST', order.code), gsi4sk: place }),
  };
}

function orderKey({ code, revision, sequence }: OrderPlace) {
  return { pk: `DOSSIER#${code}`, sk: `POST#${pad(revision, 4)}#${pad(sequence, 2)}` };
}
