import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { role } from '../../directory/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { sha256 } from '../../platform/digest.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Table } from '../../platform/table.ts';
import type { TokenClaims } from './verify-token.ts';

const SESSION_SECONDS = 8 * 3_600;

/** A person's session: claims only, no token of the issuer's is kept. */
export const session = z.object({
  sub: z.string(),
  roles: z.array(role),
  /** secret every form of this session carries */
  csrf: z.string(),
  /** epoch seconds; also the item's time to live */
  expiresAt: z.number().int(),
});
export type Session = z.infer<typeof session>;

/** Sessions under the hash of an opaque id that only the browser's cookie holds. */
export class SessionStore {
  readonly #table: Table;
  readonly #clock: Clock;
  readonly #newId: NewId;

  constructor(table: Table, clock: Clock, newId: NewId) {
    this.#table = table;
    this.#clock = clock;
    this.#newId = newId;
  }

  /** @returns the opaque id for the cookie */
  async start(claims: TokenClaims): Promise<string> {
    const id = this.#newId();
    const expiresAt = this.#now() + SESSION_SECONDS;
    const item: Session = { sub: claims.sub, roles: [...claims.roles], csrf: this.#newId(), expiresAt };
    await this.#table.client.send(
      new PutCommand({ TableName: this.#table.name, Item: { ...keyOf(id), v: 1, ...item } }),
    );
    return id;
  }

  /** The session, unless it has ended; expiry is checked here, since TTL deletes late. */
  async find(id: string): Promise<Session | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: keyOf(id), ConsistentRead: true }),
    );
    const found = answer.Item && session.parse(answer.Item);
    return found && found.expiresAt > this.#now() ? found : undefined;
  }

  async end(id: string): Promise<void> {
    await this.#table.client.send(new DeleteCommand({ TableName: this.#table.name, Key: keyOf(id) }));
  }

  #now(): number {
    return Math.floor(this.#clock().getTime() / 1_000);
  }
}

function keyOf(id: string) {
  return { pk: `SESSION#${sha256(id)}`, sk: 'SESSION' };
}
