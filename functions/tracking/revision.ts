import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { isConditionRefused, type Table } from '../platform/table.ts';
import type { RevisionId } from './event-log.ts';
import { channel } from './channel.ts';
import { actor } from './event.ts';
import { leavesLists, placesInLists, revisionKey } from './revision-lists.ts';
import type { RevisionState } from './state.ts';

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
  /** sequence number of the event that brought the status; 0 while it is the first one */
  projected: z.number().int(),
});
export type RevisionItem = z.infer<typeof revisionItem>;

/** Revision items: put once by intake, projected whenever the status changes, found by dossier. */
export class RevisionRepository {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(id: RevisionId): Promise<RevisionItem | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: revisionKey(id), ConsistentRead: true }),
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
            ...revisionKey(item),
            ...item,
            ...placesInLists(item),
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

  /** Writes what the log proves, unless a later projection is already there; the revision leaves lists by it. */
  async project(id: RevisionId, state: RevisionState): Promise<void> {
    try {
      await this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: revisionKey(id),
          UpdateExpression: `SET #status = :status, projected = :seq${leavesLists(state)}`,
          ConditionExpression: 'attribute_exists(pk) AND projected < :seq',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': state.status, ':seq': state.sequence },
        }),
      );
    } catch (error) {
      if (!isConditionRefused(error)) throw error;
    }
  }
}
