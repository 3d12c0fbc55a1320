import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { canonicalJson, sha256 } from '../platform/digest.ts';
import { isConditionRefused, type Table } from '../platform/table.ts';

/** An event whose code nobody here knows, kept as it was reported until the table of codes is extended. */
export const quarantinedEvent = z.object({
  v: z.literal(1),
  office: z.string(),
  order: z.string(),
  carrierEvent: z.string(),
  occurredAt: z.string(),
  receivedAt: z.string(),
  reportedBy: z.string(),
});
export type QuarantinedEvent = z.infer<typeof quarantinedEvent>;

export class Quarantine {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Keeps an event once, however often it is reported. */
  async keep(event: QuarantinedEvent): Promise<void> {
    try {
      await this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: { pk: `QUARANTINE#${event.office}`, sk: keyOf(event), ...event },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      if (!isConditionRefused(error)) throw error;
    }
  }

  /** An office's newest quarantined events, the last that came first. */
  async list(office: string): Promise<QuarantinedEvent[]> {
    const page = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `QUARANTINE#${office}` },
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: 200,
      }),
    );
    const events = (page.Items ?? []).map((item) => quarantinedEvent.parse(item));
    return events.sort((a, b) => b.receivedAt.localeCompare(a.receivedAt));
  }
}

/** Sorted by when it happened, and the same however often it is reported. */
function keyOf(event: QuarantinedEvent): string {
  const { receivedAt: _, ...content } = event;
  return `EVENT#${content.occurredAt}#${sha256(canonicalJson(content))}`;
}
