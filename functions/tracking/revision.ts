import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { pad, type RevisionId } from './event-log.ts';
import { channel } from './channel.ts';
import { actor } from './event.ts';
import { TERMINAL, type RevisionState, type Status } from './state.ts';

/**
 * The item of a dossier revision: guard of idempotence (content hash), the accepted dossier itself, and the
 * projection of the log for lists. `dossier` is what intake accepted, checked by intake's schema.
 */
export const revisionItem = z.object({
  v: z.literal(1),
  code: z.string(),
  revision: z.number().int().positive(),
  contentHash: z.string(),
  /** unguessable identifier of the public verification page `/v/{id}` and the QR code */
  verifyId: z.string(),
  agency: z.string(),
  official: z.string(),
  channels: z.array(channel),
  dueOn: z.iso.date(),
  acceptedAt: z.string(),
  submittedBy: actor.optional(),
  dossier: z.record(z.string(), z.json()),
  status: z.string(),
  /** sequence number of the last event the projection has seen */
  projected: z.number().int(),
});
export type RevisionItem = z.infer<typeof revisionItem>;

/** Shards of the sweeper's index, so that no partition key is constant. */
export const SWEEP_SHARDS = 8;

export function sweepShard(code: string): string {
  const byte = createHash('sha256').update(code).digest()[0] ?? 0;
  return `SWEEP#${byte % SWEEP_SHARDS}`;
}

/** Revision items: put once by intake, projected by every step, found by dossier or by due day. */
export class RevisionRepository {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(id: RevisionId): Promise<RevisionItem | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: key(id), ConsistentRead: true }),
    );
    return answer.Item && revisionItem.parse(answer.Item);
  }

  /** All revisions of a dossier, oldest first. */
  async list(code: string): Promise<RevisionItem[]> {
    const answer = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': `DOSSIER#${code}`, ':sk': 'REV#' },
        ConsistentRead: true,
      }),
    );
    return (answer.Items ?? []).map((item) => revisionItem.parse(item));
  }

  /** Puts a new revision; false when there already is one, which stays as it is. */
  async put(item: RevisionItem): Promise<boolean> {
    try {
      await this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: {
            ...key(item),
            ...item,
            gsi3pk: `DUE#${item.agency}#${item.dueOn}`,
            gsi3sk: `${item.code}#${pad(item.revision, 4)}`,
            gsi4pk: sweepShard(item.code),
            gsi4sk: `${item.acceptedAt}#${item.code}#${pad(item.revision, 4)}`,
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (isConditionRefused(error)) return false;
      throw error;
    }
  }

  /**
   * Writes what the log proves, unless a later projection is already there. An ended revision leaves the
   * indexes; one kept at the agency leaves the sweeper's, since its execution is over.
   */
  async project(id: RevisionId, state: RevisionState): Promise<void> {
    try {
      await this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: key(id),
          UpdateExpression: `SET #status = :status, projected = :seq${leftIndexes(state.status)}`,
          ConditionExpression: 'attribute_exists(pk) AND projected < :seq',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': state.status, ':seq': state.sequence },
        }),
      );
    } catch (error) {
      if (!isConditionRefused(error)) throw error;
    }
  }

  /** Open revisions of an agency that are due on a day; eventual, so callers re-read what they act on. */
  async dueOn(agency: string, day: string): Promise<RevisionId[]> {
    return this.#ids('gsi3', `DUE#${agency}#${day}`);
  }

  /** Revisions not yet at their end in one shard of the sweeper's index, oldest first; eventual. */
  async open(shard: number): Promise<RevisionId[]> {
    return this.#ids('gsi4', `SWEEP#${shard}`);
  }

  async #ids(index: 'gsi3' | 'gsi4', partition: string): Promise<RevisionId[]> {
    const ids: RevisionId[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await this.#table.client.send(
        new QueryCommand({
          TableName: this.#table.name,
          IndexName: index,
          KeyConditionExpression: `${index}pk = :pk`,
          ExpressionAttributeValues: { ':pk': partition },
          ExclusiveStartKey: from,
        }),
      );
      for (const item of page.Items ?? []) ids.push(idOf(item));
      from = page.LastEvaluatedKey;
    } while (from);
    return ids;
  }
}

function leftIndexes(status: Status): string {
  if (TERMINAL.has(status)) return ' REMOVE gsi3pk, gsi3sk, gsi4pk, gsi4sk';
  return status === 'kept-at-agency' ? ' REMOVE gsi4pk, gsi4sk' : '';
}

const itemKey = z.object({ pk: z.string().startsWith('DOSSIER#'), sk: z.string().startsWith('REV#') });

function idOf(item: unknown): RevisionId {
  const { pk, sk } = itemKey.parse(item);
  return { code: pk.slice('DOSSIER#'.length), revision: Number(sk.slice('REV#'.length)) };
}

function key(id: RevisionId) {
  return { pk: `DOSSIER#${id.code}`, sk: `REV#${pad(id.revision, 4)}` };
}
