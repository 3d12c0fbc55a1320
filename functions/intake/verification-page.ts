import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { Table } from '../platform/table.ts';
import type { RevisionId } from '../tracking/index.ts';

/** No id is longer; what a table's key may be at most is. */
const LONGEST = 64;

const page = z.object({ code: z.string(), revision: z.number().int().positive() });

/** Verification pages `/v/{id}`: which revision an unguessable id, printed as QR code, stands for. */
export class VerificationPages {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** May be repeated: an id never stands for another revision. */
  async put(verifyId: string, { code, revision }: RevisionId): Promise<void> {
    await this.#table.client.send(
      new PutCommand({ TableName: this.#table.name, Item: { ...key(verifyId), v: 1, code, revision } }),
    );
  }

  async find(verifyId: string): Promise<RevisionId | undefined> {
    if (verifyId.length > LONGEST) return undefined;
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: key(verifyId), ConsistentRead: true }),
    );
    return answer.Item && page.parse(answer.Item);
  }
}

function key(verifyId: string) {
  return { pk: `VERIFY#${verifyId}`, sk: 'VERIFY' };
}
