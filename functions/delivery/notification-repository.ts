import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { halfDone, type HalfDone } from '../tracking/index.ts';
import {
  MOST_UNANSWERED,
  noteKey,
  notePlace,
  notification,
  type NoteId,
  type NoteSubject,
  type Notification,
} from './notification.ts';

/** Notification items: put once, claimed by one sender at a time, listed for the sweeper until settled. */
export class NotificationRepository {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(id: NoteId): Promise<Notification | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: noteKey(id), ConsistentRead: true }),
    );
    return answer.Item && notification.parse(answer.Item);
  }

  /** Puts an intended message once; one that is there stays as it is. */
  async intend(id: NoteId, subject: NoteSubject, dueAt: string): Promise<void> {
    const { shard, place } = notePlace(id, dueAt);
    const item: Notification = {
      v: 1,
      note: id.note,
      code: id.code,
      revision: id.revision,
      ...subject,
      state: 'intended',
      attempt: 0,
      unanswered: 0,
      dueAt,
    };
    try {
      await this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: { ...noteKey(id), ...item, gsi4pk: shard, gsi4sk: place },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      if (!isConditionRefused(error)) throw error;
    }
  }

  /**
   * Claims the right to send: of an intended or failed message at once, of one whose answer never came when it
   * is due and may be sent again.
   * @returns the claimed message, or undefined when somebody else has it or it is settled
   */
  async claim(id: NoteId, claim: string, now: string, dueAt: string): Promise<Notification | undefined> {
    const { shard, place } = notePlace(id, dueAt);
    await this.#update(id, {
      UpdateExpression:
        'SET #state = :sending, claim = :claim, dueAt = :dueAt, attempt = attempt + :one, unanswered = unanswered + :one, gsi4pk = :shard, gsi4sk = :place',
      ConditionExpression:
        '#state = :intended OR #state = :failed OR (#state = :sending AND dueAt <= :now AND unanswered < :most)',
      ExpressionAttributeValues: {
        ':sending': 'sending',
        ':intended': 'intended',
        ':failed': 'failed',
        ':claim': claim,
        ':dueAt': dueAt,
        ':now': now,
        ':one': 1,
        ':most': MOST_UNANSWERED,
        ':shard': shard,
        ':place': place,
      },
    });
    const current = await this.find(id);
    return current?.claim === claim && current.state === 'sending' ? current : undefined;
  }

  /** Gives a claim back: the message certainly did not leave, and may be sent at once. */
  async release(claimed: Notification): Promise<void> {
    await this.#update(claimed, {
      UpdateExpression: 'SET #state = :intended, unanswered = unanswered - :one',
      ConditionExpression: '#state = :sending AND claim = :claim',
      ExpressionAttributeValues: {
        ':sending': 'sending',
        ':intended': 'intended',
        ':claim': claimed.claim,
        ':one': 1,
      },
    });
  }

  async accept(id: NoteId, messageId: string): Promise<void> {
    await this.#update(id, {
      UpdateExpression:
        'SET #state = :accepted, messageId = :messageId, unanswered = :none REMOVE gsi4pk, gsi4sk',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':accepted': 'accepted', ':messageId': messageId, ':none': 0 },
    });
  }

  /** Settles the message as not sent; a later claim starts with a clean count. */
  async fail(failed: Notification, error: string): Promise<void> {
    await this.#update(failed, {
      UpdateExpression: 'SET #state = :failed, #error = :error, unanswered = :none REMOVE gsi4pk, gsi4sk',
      ConditionExpression: '#state <> :accepted AND attempt = :attempt',
      ExpressionAttributeNames: { '#error': 'error' },
      ExpressionAttributeValues: {
        ':accepted': 'accepted',
        ':failed': 'failed',
        ':error': error,
        ':none': 0,
        ':attempt': failed.attempt,
      },
    });
  }

  /** Unsettled messages that are due, the longest due of a shard first. */
  async due(now: string): Promise<HalfDone<Notification>[]> {
    const take = (item: unknown) => {
      const note = notification.parse(item);
      return isDue(note, now) ? note : undefined;
    };
    return halfDone(this.#table, 'NOTE', take, now);
  }

  async #update(
    id: NoteId,
    change: {
      UpdateExpression: string;
      ConditionExpression: string;
      ExpressionAttributeNames?: Record<string, string>;
      ExpressionAttributeValues: Record<string, unknown>;
    },
  ): Promise<void> {
    try {
      await this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: noteKey(id),
          ...change,
          ExpressionAttributeNames: { '#state': 'state', ...change.ExpressionAttributeNames },
        }),
      );
    } catch (error) {
      if (!isConditionRefused(error)) throw error;
    }
  }
}

function isDue({ state, dueAt }: Notification, now: string): boolean {
  return (state === 'intended' || state === 'sending') && dueAt <= now;
}
