import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { sha256 } from '../platform/digest.ts';
import type { NewId } from '../platform/ids.ts';
import { isConditionRefused, type Table } from '../platform/table.ts';
import type { Link } from './link.ts';

const TICKET_MS = 5 * 60_000;

/** The right to fetch one file of a result once, given for a right second factor; found by the hash of its id. */
export const ticket = z.object({
  v: z.literal(1),
  ticketHash: z.string(),
  link: z.string(),
  tokenHash: z.string(),
  code: z.string(),
  revision: z.number().int().positive(),
  /** which appendix in a file of its own, from 1; absent for the result itself */
  appendix: z.number().int().positive().optional(),
  validUntil: z.iso.datetime(),
  usedAt: z.iso.datetime().optional(),
});
export type Ticket = z.infer<typeof ticket>;

/** Mints a ticket of five minutes for a file behind a link: the result, or one of its appendices. */
export async function issueTicket(
  deps: { tickets: TicketRepository; newId: NewId; clock: Clock; publicBaseUrl: string },
  one: Link,
  appendix?: number,
): Promise<{ download: string; validUntil: string }> {
  const id = deps.newId();
  const validUntil = new Date(deps.clock().getTime() + TICKET_MS).toISOString();
  await deps.tickets.put({
    v: 1,
    ticketHash: sha256(id),
    link: one.link,
    tokenHash: one.tokenHash,
    code: one.code,
    revision: one.revision,
    ...(appendix !== undefined && { appendix }),
    validUntil,
  });
  return { download: `${deps.publicBaseUrl}/download/${id}`, validUntil };
}

export class TicketRepository {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async put(one: Ticket): Promise<void> {
    const expiresAt = Math.ceil(Date.parse(one.validUntil) / 1000) + 86_400;
    await this.#table.client.send(
      new PutCommand({
        TableName: this.#table.name,
        Item: { ...ticketKey(one.ticketHash), ...one, expiresAt },
      }),
    );
  }

  async find(id: string): Promise<Ticket | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: ticketKey(sha256(id)), ConsistentRead: true }),
    );
    return answer.Item && ticket.parse(answer.Item);
  }

  /** Takes a ticket; false when it was taken before. */
  async use(one: Ticket, usedAt: string): Promise<boolean> {
    try {
      await this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: ticketKey(one.ticketHash),
          UpdateExpression: 'SET usedAt = :usedAt',
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(usedAt)',
          ExpressionAttributeValues: { ':usedAt': usedAt },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionRefused(error)) return false;
      throw error;
    }
  }
}

function ticketKey(ticketHash: string) {
  return { pk: `TICKET#${ticketHash}`, sk: 'TICKET' };
}
