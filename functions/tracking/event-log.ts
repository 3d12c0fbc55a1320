import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import { AwsUnavailable } from '../platform/failures.ts';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { CHAIN_START, hashEvent } from './chain.ts';
import { eventData, loggedEvent, type LoggedEvent, type NewEvent } from './event.ts';

const MOST_CONFLICTS = 12;

/** Which revision of which dossier (hồ sơ TTHC). */
export interface RevisionId {
  readonly code: string;
  readonly revision: number;
}

/** The append-only log of a dossier revision; its conditional put is the commit point of everything that happens. */
export class EventLog {
  readonly #table: Table;
  readonly #clock: Clock;

  constructor(table: Table, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
  }

  /** All events of a revision in order, read consistently. */
  async read(id: RevisionId): Promise<LoggedEvent[]> {
    const events: LoggedEvent[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await this.#table.client.send(
        new QueryCommand({
          TableName: this.#table.name,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: { ':pk': `DOSSIER#${id.code}`, ':sk': `EVENT#${pad(id.revision, 4)}#` },
          ConsistentRead: true,
          ExclusiveStartKey: from,
        }),
      );
      for (const item of page.Items ?? []) events.push(loggedEvent.parse(item));
      from = page.LastEvaluatedKey;
    } while (from);
    return events;
  }

  /** Whether the log has gone on after a sequence number; one cheap question for whoever asks of many. */
  async hasAfter(id: RevisionId, sequence: number): Promise<boolean> {
    const partition = `EVENT#${pad(id.revision, 4)}#`;
    const page = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :next AND :last',
        ExpressionAttributeValues: {
          ':pk': `DOSSIER#${id.code}`,
          ':next': `${partition}${pad(sequence + 1, 6)}`,
          ':last': `${partition}999999`,
        },
        ConsistentRead: true,
        Limit: 1,
      }),
    );
    return (page.Items ?? []).length > 0;
  }

  /**
   * Appends an event, or answers the one already there under the same `key`.
   * @returns the whole log, with the event in it
   * @throws {AwsUnavailable} when others kept writing first
   */
  async append(id: RevisionId, event: NewEvent): Promise<{ event: LoggedEvent; log: LoggedEvent[] }> {
    const data = eventData[event.type].parse(event.data);
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const log = await this.read(id);
      const known = log.find((each) => each.key === event.key);
      if (known) return { event: known, log };
      const next = this.#link(id, { ...event, data } as NewEvent, log);
      if (await this.#put(next)) return { event: next, log: [...log, next] };
      await sleep(Math.random() * 20 * 2 ** Math.min(attempt, 5));
    }
    throw new AwsUnavailable(`log of ${id.code} r${id.revision} is contended`);
  }

  #link(id: RevisionId, event: NewEvent, log: readonly LoggedEvent[]): LoggedEvent {
    const content = {
      v: 1 as const,
      code: id.code,
      revision: id.revision,
      seq: log.length + 1,
      key: event.key,
      type: event.type,
      actor: event.actor,
      occurredAt: event.occurredAt,
      recordedAt: this.#clock().toISOString(),
      data: event.data,
      prev: log.at(-1)?.hash ?? CHAIN_START,
    };
    return { ...content, hash: hashEvent(content) };
  }

  async #put(event: LoggedEvent): Promise<boolean> {
    const item = {
      pk: `DOSSIER#${event.code}`,
      sk: `EVENT#${pad(event.revision, 4)}#${pad(event.seq, 6)}`,
      ...event,
    };
    try {
      await this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: item,
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (isConditionRefused(error)) return false;
      throw error;
    }
  }
}

export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
