import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../platform/digest.ts';
import { isConditionRefused, type Table } from '../platform/table.ts';

const WINDOW_MS = 15 * 60_000;
const MOST_WRONG = 5;

/**
 * Wrong second factors on the status page, counted per dossier code, known or not: after five, a quarter of an
 * hour without another try must pass. Each judgement counts by a conditional write, so that many tries at once
 * are no more than five.
 */
export class FactorThrottle {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Commits a right factor, which clears the count; false when there were too many wrong ones. */
  async allowRight(code: string, now: Date): Promise<boolean> {
    return this.#update(code, now, {
      UpdateExpression: 'SET wrong = :none, lastAt = :now, expiresAt = :expires',
      ConditionExpression: 'attribute_not_exists(pk) OR wrong < :most OR lastAt <= :cutoff',
      ExpressionAttributeValues: { ':none': 0, ':most': MOST_WRONG, ':cutoff': cutoff(now) },
    });
  }

  /** Commits a wrong factor; false when there were too many before it. */
  async allowWrong(code: string, now: Date): Promise<boolean> {
    return (await this.#countAfresh(code, now)) || this.#countOn(code, now);
  }

  #countAfresh(code: string, now: Date): Promise<boolean> {
    return this.#update(code, now, {
      UpdateExpression: 'SET wrong = :one, lastAt = :now, expiresAt = :expires',
      ConditionExpression: 'attribute_not_exists(pk) OR lastAt <= :cutoff',
      ExpressionAttributeValues: { ':one': 1, ':cutoff': cutoff(now) },
    });
  }

  #countOn(code: string, now: Date): Promise<boolean> {
    return this.#update(code, now, {
      UpdateExpression: 'SET wrong = wrong + :one, lastAt = :now, expiresAt = :expires',
      ConditionExpression: 'wrong < :most',
      ExpressionAttributeValues: { ':one': 1, ':most': MOST_WRONG },
    });
  }

  async #update(
    code: string,
    now: Date,
    change: {
      UpdateExpression: string;
      ConditionExpression: string;
      ExpressionAttributeValues: Record<string, unknown>;
    },
  ): Promise<boolean> {
    const expires = Math.ceil(now.getTime() / 1000) + 86_400;
    try {
      await this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: throttleKey(code),
          ...change,
          ExpressionAttributeValues: {
            ...change.ExpressionAttributeValues,
            ':now': now.toISOString(),
            ':expires': expires,
          },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionRefused(error)) return false;
      throw error;
    }
  }
}

function cutoff(now: Date): string {
  return new Date(now.getTime() - WINDOW_MS).toISOString();
}

function throttleKey(code: string) {
  return { pk: `FACTOR#${sha256(code)}`, sk: 'FACTOR' };
}
