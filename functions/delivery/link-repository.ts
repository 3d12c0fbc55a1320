import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionRefused, type Table } from '../platform/table.ts';
import type { RevisionId } from '../tracking/index.ts';
import { currentLink, currentLinkKey, link, MOST_TRIES, type CurrentLink, type Link } from './link.ts';

/** Links, each under the hash of its token, and the pointer from a revision to its current one. */
export class LinkRepository {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(tokenHash: string): Promise<Link | undefined> {
    const item = await this.#get(linkKey(tokenHash));
    return item && link.parse(item);
  }

  async current(id: RevisionId): Promise<CurrentLink | undefined> {
    const item = await this.#get(currentLinkKey(id));
    return item && currentLink.parse(item);
  }

  /** Puts a link once; one that is there stays as it is. */
  async put(one: Link): Promise<void> {
    await this.#write(() =>
      this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: { ...linkKey(one.tokenHash), ...one },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
  }

  /** Makes a link its revision's current one, unless a later one already is. */
  async makeCurrent(id: RevisionId, pointer: CurrentLink): Promise<void> {
    await this.#write(() =>
      this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: { ...currentLinkKey(id), ...pointer },
          ConditionExpression: 'attribute_not_exists(pk) OR #sequence < :sequence',
          ExpressionAttributeNames: { '#sequence': 'sequence' },
          ExpressionAttributeValues: { ':sequence': pointer.sequence },
        }),
      ),
    );
  }

  /** Counts a look at the landing page. @returns how many there have been */
  async countOpening(tokenHash: string): Promise<number> {
    const counted = await this.#update(tokenHash, {
      UpdateExpression: 'SET openings = openings + :one',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':one': 1 },
    });
    return counted?.openings ?? 0;
  }

  /**
   * Commits a wrong second factor. The condition makes five tries five, however many arrive at once.
   * @returns the link after it, or undefined when it was locked or revoked before
   */
  async countWrongTry(tokenHash: string): Promise<Link | undefined> {
    return this.#update(tokenHash, {
      UpdateExpression: 'SET tries = tries + :one, attempts = attempts + :one',
      ConditionExpression: 'tries < :most AND attribute_not_exists(revoked)',
      ExpressionAttributeValues: { ':one': 1, ':most': MOST_TRIES },
    });
  }

  /** Commits a right second factor under the same condition; undefined when wrong ones came first. */
  async countRightTry(tokenHash: string): Promise<Link | undefined> {
    return this.#update(tokenHash, {
      UpdateExpression: 'SET tries = :none, attempts = attempts + :one',
      ConditionExpression: 'tries < :most AND attribute_not_exists(revoked)',
      ExpressionAttributeValues: { ':none': 0, ':one': 1, ':most': MOST_TRIES },
    });
  }

  /** The kill switch; the first reason stays. */
  async revoke(tokenHash: string, reason: string): Promise<void> {
    await this.#update(tokenHash, {
      UpdateExpression: 'SET revoked = if_not_exists(revoked, :reason)',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':reason': reason },
    });
  }

  async #get(key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: key, ConsistentRead: true }),
    );
    return answer.Item;
  }

  async #update(
    tokenHash: string,
    change: {
      UpdateExpression: string;
      ConditionExpression: string;
      ExpressionAttributeValues: Record<string, unknown>;
    },
  ): Promise<Link | undefined> {
    const answer = await this.#write(() =>
      this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: linkKey(tokenHash),
          ReturnValues: 'ALL_NEW',
          ...change,
        }),
      ),
    );
    return answer && link.parse(answer.Attributes);
  }

  async #write<Answer>(send: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await send();
    } catch (error) {
      if (isConditionRefused(error)) return undefined;
      throw error;
    }
  }
}

function linkKey(tokenHash: string) {
  return { pk: `LINKHASH#${tokenHash}`, sk: 'LINK' };
}
