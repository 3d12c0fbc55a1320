import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { Table } from '../platform/table.ts';
import type { FileFingerprint } from '../signing/index.ts';
import type { RevisionId } from '../tracking/index.ts';

const known = z.object({ code: z.string(), revision: z.number().int().positive() });

/**
 * What a digest is of: `FILE` a whole file of ours or an earlier signed revision of it, `COVERED` what a signature
 * in it covers.
 */
type DigestKind = 'FILE' | 'COVERED';

/**
 * Files we issue, found by digests of their bytes. An item says whose the bytes are and nothing else; whether they
 * were issued, and are the newest, is the log's to say.
 */
export class IssuedFiles {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** May be repeated: bytes never become another revision's. */
  async register({ file, earlier, covered }: FileFingerprint, id: RevisionId): Promise<void> {
    await Promise.all([
      ...[file, ...earlier].map((digest) => this.#put(digest, 'FILE', id)),
      ...covered.map((digest) => this.#put(digest, 'COVERED', id)),
    ]);
  }

  /** @param sha256 of a whole file, in hexadecimal */
  findFile(sha256: string): Promise<RevisionId | undefined> {
    return this.#find(sha256, 'FILE');
  }

  /** @param sha256 of what a signature covers, in hexadecimal */
  findCovered(sha256: string): Promise<RevisionId | undefined> {
    return this.#find(sha256, 'COVERED');
  }

  async #put(digest: string, kind: DigestKind, { code, revision }: RevisionId): Promise<void> {
    const Item = { ...key(digest, kind), v: 1, code, revision };
    await this.#table.client.send(new PutCommand({ TableName: this.#table.name, Item }));
  }

  async #find(digest: string, kind: DigestKind): Promise<RevisionId | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: key(digest, kind), ConsistentRead: true }),
    );
    return answer.Item && known.parse(answer.Item);
  }
}

function key(digest: string, kind: DigestKind) {
  return { pk: `FILEHASH#${digest}`, sk: kind };
}
