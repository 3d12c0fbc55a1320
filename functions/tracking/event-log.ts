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

/** A log after something was recorded in it. */
interface Appended {
  /** as logged: the first one, when it was there before */
  readonly event: LoggedEvent;
  readonly log: readonly LoggedEvent[];
}

/** The append-only log of a dossier revision; its conditional put is the commit point of everything that happens. */
export class EventLog {
  readonly #table: Table;
  readonly #clock: Clock;
  /** the log read or written last; one, since a step is about one revision */
  #lastRead: readonly LoggedEvent[] = [];

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
    // The answer is the caller's to change.
    this.#lastRead = [...events];
    return events;
  }

  /**
   * Appends an event, or answers the one already there under the same `key`. It first goes by what was last read of
   * this log: the put under the next number is refused where the log has gone on, and so proves that it had not.
   * @returns the whole log, with the event in it
   * @throws {AwsUnavailable} when others kept writing first
   */
  async append(id: RevisionId, event: NewEvent): Promise<Appended> {
    const fresh = { ...event, data: eventData[event.type].parse(event.data) } as NewEvent;
    const remembered = this.#latest(id);
    if (remembered && !find(remembered, event)) {
      const next = await this.#putAfter(id, fresh, remembered);
      if (next) return next;
    }
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const log = await this.read(id);
      const known = find(log, event);
      if (known) return { event: known, log };
      const next = await this.#putAfter(id, fresh, log);
      if (next) return next;
      await sleep(Math.random() * 20 * 2 ** Math.min(attempt, 5));
    }
    throw new AwsUnavailable(`log of ${id.code} r${id.revision} is contended`);
  }

  #latest({ code, revision }: RevisionId): readonly LoggedEvent[] | undefined {
    const first = this.#lastRead[0];
    return first?.code === code && first.revision === revision ? this.#lastRead : undefined;
  }

  /** Undefined when others wrote first. */
  async #putAfter(
    id: RevisionId,
    event: NewEvent,
    log: readonly LoggedEvent[],
  ): Promise<Appended | undefined> {
    const next = this.#link(id, event, log);
    if (!(await this.#put(next))) return undefined;
    this.#lastRead = [...log, next];
    return { event: next, log: this.#lastRead };
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

function find(log: readonly LoggedEvent[], { key }: NewEvent): LoggedEvent | undefined {
  return log.find((each) => each.key === key);
}

export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
