import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createMiddleware } from 'hono/factory';
import type { Clock } from '../../platform/clock.ts';
import { sha256 } from '../../platform/digest.ts';
import { isConditionRefused, type Table } from '../../platform/table.ts';
import { answerRefusal } from './answer-refusal.tsx';
import { clientAddress } from './client-address.ts';
import type { PortalEnv } from './portal-env.ts';
import { requestRefusals } from './refusals.ts';

/** A token bucket: how many requests a minute flow, and how many may come at once. */
export interface Allowance {
  readonly perMinute: number;
  readonly burst: number;
}

/**
 * Token buckets kept as the time they will be full again (GCRA, ITU-T I.371): one conditional write for each
 * request, no reading first, and two requests at once never spend the same token.
 */
export class RateLimiter {
  readonly #table: Table;
  readonly #clock: Clock;

  constructor(table: Table, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
  }

  /** Takes one token from a bucket; false when it is empty. */
  async take(bucket: string, allowance: Allowance): Promise<boolean> {
    const now = this.#clock().getTime();
    const cost = 60_000 / allowance.perMinute;
    const key = { pk: `RATE#${sha256(bucket)}`, sk: 'RATE' };
    const span = cost * allowance.burst;
    const expiresAt = Math.ceil((now + span) / 1_000) + 60;
    const full = await this.#write(key, {
      UpdateExpression: 'SET fullAt = :next, expiresAt = :expires',
      ConditionExpression: 'attribute_not_exists(fullAt) OR fullAt <= :now',
      ExpressionAttributeValues: { ':next': now + cost, ':now': now, ':expires': expiresAt },
    });
    if (full) return true;
    return this.#write(key, {
      UpdateExpression: 'SET fullAt = fullAt + :cost, expiresAt = :expires',
      ConditionExpression: 'fullAt > :now AND fullAt <= :latest',
      ExpressionAttributeValues: {
        ':cost': cost,
        ':now': now,
        ':latest': now + span - cost,
        ':expires': expiresAt,
      },
    });
  }

  async #write(
    key: Record<string, string>,
    change: {
      UpdateExpression: string;
      ConditionExpression: string;
      ExpressionAttributeValues: Record<string, number>;
    },
  ): Promise<boolean> {
    try {
      await this.#table.client.send(new UpdateCommand({ TableName: this.#table.name, Key: key, ...change }));
      return true;
    } catch (error) {
      if (isConditionRefused(error)) return false;
      throw error;
    }
  }
}

/** What each kind of asker is allowed. */
export interface Allowances {
  readonly integration: Allowance;
  readonly person: Allowance;
  readonly anonymous: Allowance;
  /** tries of a second factor from one address */
  readonly factor: Allowance;
}

/** Lets each login, and each address without one, spend its own allowance. */
export function limitRate(limiter: Pick<RateLimiter, 'take'>, allowances: Allowances) {
  return createMiddleware<PortalEnv>(async (c, next) => {
    const principal = c.get('principal');
    const kind = principal?.roles.includes('integration')
      ? 'integration'
      : principal
        ? 'person'
        : 'anonymous';
    const bucket = principal ? `login ${principal.sub}` : `address ${clientAddress(c)}`;
    const allowed = await limiter.take(bucket, allowances[kind]);
    return allowed ? next() : answerRefusal(c, requestRefusals.tooMany);
  });
}

/** Limits what anybody may ask for without a login by address, in a bucket of its own. */
export function limitAddress(limiter: Pick<RateLimiter, 'take'>, purpose: string, allowance: Allowance) {
  return createMiddleware<PortalEnv>(async (c, next) => {
    const allowed = await limiter.take(`${purpose} ${clientAddress(c)}`, allowance);
    return allowed ? next() : answerRefusal(c, requestRefusals.tooMany);
  });
}
