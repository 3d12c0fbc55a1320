/** Raw signature values, kept the moment they exist: ECDSA gives another one each time it is asked. */
import { Buffer } from 'node:buffer';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { type Table, isConditionRefused } from '../platform/table.ts';
import { type RevisionId, pad } from '../tracking/index.ts';

export interface SignatureId extends RevisionId {
  readonly field: string;
  /** Digest of the signed attributes, in hexadecimal. */
  readonly digest: string;
}

const valueItem = z.object({ v: z.literal(1), value: z.base64() });

export class SignatureValues {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(id: SignatureId): Promise<Uint8Array | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: keyOf(id), ConsistentRead: true }),
    );
    return answer.Item && new Uint8Array(Buffer.from(valueItem.parse(answer.Item).value, 'base64'));
  }

  /** Keeps a value unless there is one; answers the one that counts. */
  async keep(id: SignatureId, value: Uint8Array): Promise<Uint8Array> {
    const item = { ...keyOf(id), v: 1, value: Buffer.from(value).toString('base64') };
    try {
      await this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: item,
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return value;
    } catch (error) {
      if (!isConditionRefused(error)) throw error;
      return (await this.find(id)) ?? value;
    }
  }
}

function keyOf({ code, revision, field, digest }: SignatureId) {
  return { pk: `DOSSIER#${code}`, sk: `SIGNATURE#${pad(revision, 4)}#${field}#${digest}` };
}
