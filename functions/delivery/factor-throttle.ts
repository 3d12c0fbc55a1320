import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { sha256 } from '../platform/digest.ts';
import { isConditionRefused, type Table } from '../platform/table.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FREE_TRIES = 5;
const FIRST_PAUSE_MS = 15 * MINUTE_MS;
/** Wrong tries are remembered for so long: as long as a download link lives by default. */
const MEMORY_MS = 30 * DAY_MS;
const MOST_CONFLICTS = 8;

const tries = z.object({
  wrong: z.number().int(),
  lastAt: z.string(),
  /** no try is judged before; absent while none of the free tries is used up */
  pausedUntil: z.string().optional(),
});
type Tries = z.infer<typeof tries>;

/**
 * Wrong second factors on the status page, counted per dossier code, known or not. Five are free; every one from
 * the fifth on brings a pause, twice as long as the one before, up to a day. Four digits are also what opens a
 * download link, whose page shows the code: within a link's thirty days, some forty of the ten thousand can be
 * tried. Each judgement counts by a conditional write, so that many tries at once are no more than one by one.
 */
export class FactorThrottle {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Commits a right factor, which clears the count; else until when no try is judged. */
  async allowRight(code: string, now: Date): Promise<Date | undefined> {
    return this.#judge(code, now, () => ({ wrong: 0, lastAt: now.toISOString() }));
  }

  /** Commits a wrong factor; else until when no try is judged. */
  async allowWrong(code: string, now: Date): Promise<Date | undefined> {
    return this.#judge(code, now, (before) => {
      const wrong = before + 1;
      const pause = FIRST_PAUSE_MS * 2 ** (wrong - FREE_TRIES);
      const until = new Date(now.getTime() + Math.min(pause, DAY_MS)).toISOString();
      return { wrong, lastAt: now.toISOString(), ...(wrong >= FREE_TRIES && { pausedUntil: until }) };
    });
  }

  async #judge(code: string, now: Date, next: (wrong: number) => Tries): Promise<Date | undefined> {
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const known = await this.#find(code);
      const pausedUntil = known?.pausedUntil;
      if (pausedUntil !== undefined && pausedUntil > now.toISOString()) return new Date(pausedUntil);
      const forgotten = !known || Date.parse(known.lastAt) + MEMORY_MS <= now.getTime();
      if (await this.#save(code, next(forgotten ? 0 : known.wrong), known, now)) return undefined;
    }
    return new Date(now.getTime() + MINUTE_MS);
  }

  async #find(code: string): Promise<Tries | undefined> {
    const { Item } = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: keyOf(code), ConsistentRead: true }),
    );
    return Item && tries.parse(Item);
  }

  /** False when another try was judged since the count was read. */
  async #save(code: string, next: Tries, known: Tries | undefined, now: Date): Promise<boolean> {
    try {
      await this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: { ...keyOf(code), ...next, expiresAt: Math.ceil((now.getTime() + MEMORY_MS) / 1000) },
          ...(known
            ? {
                ConditionExpression: 'wrong = :wrong AND lastAt = :lastAt',
                ExpressionAttributeValues: { ':wrong': known.wrong, ':lastAt': known.lastAt },
              }
            : { ConditionExpression: 'attribute_not_exists(pk)' }),
        }),
      );
      return true;
    } catch (error) {
      if (isConditionRefused(error)) return false;
      throw error;
    }
  }
}

function keyOf(code: string) {
  return { pk: `FACTOR#${sha256(code)}`, sk: 'FACTOR' };
}
