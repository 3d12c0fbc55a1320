import pMap from 'p-map';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { allListed } from '../platform/listed.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { Table } from '../platform/table.ts';
import {
  agency,
  official,
  postOffice,
  trustAnchors,
  user,
  type Agency,
  type Official,
  type PostOffice,
  type TrustAnchors,
  type User,
} from './entries.ts';

/** Where those who hold a key are listed: an index of few rows that change with a key ceremony. */
const KEY_HOLDERS = 'KEYHOLDER';

const holderKey = z.object({ pk: z.string() });

/** Everybody with a key of their own. */
export interface KeyHolders {
  readonly agencies: readonly Agency[];
  readonly officials: readonly Official[];
}

/** A province has thousands of officials: asked for all at once, most would wait for a connection until they fail. */
const AT_ONCE = { concurrency: 25 };

/** Who is who: agencies, officials with their keys and authority, post offices, logins, trusted roots. */
export class Directory {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async findAgency(code: string): Promise<Agency | undefined> {
    return this.#find(`AGENCY#${code}`, agency);
  }

  /** @throws {PreconditionMissing} when the directory does not know it */
  async agency(code: string): Promise<Agency> {
    return known(await this.findAgency(code), `agency ${code}`);
  }

  async findOfficial(id: string): Promise<Official | undefined> {
    return this.#find(`OFFICIAL#${id}`, official);
  }

  /** @throws {PreconditionMissing} when the directory does not know them */
  async official(id: string): Promise<Official> {
    return known(await this.findOfficial(id), `official ${id}`);
  }

  async findPostOffice(code: string): Promise<PostOffice | undefined> {
    return this.#find(`OFFICE#${code}`, postOffice);
  }

  /** @throws {PreconditionMissing} when the directory does not know it */
  async postOffice(code: string): Promise<PostOffice> {
    return known(await this.findPostOffice(code), `post office ${code}`);
  }

  async findUser(sub: string): Promise<User | undefined> {
    return this.#find(`USER#${sub}`, user);
  }

  /** @throws {PreconditionMissing} when no root is configured: then nothing can count as issued */
  async trustAnchors(): Promise<TrustAnchors> {
    return known(await this.#find('TRUST', trustAnchors), 'trust anchors');
  }

  /** All agencies and officials, in the order of their codes and ids. */
  async keyHolders(): Promise<KeyHolders> {
    const keys = await this.#holderKeys();
    const of = <T>(kind: string, find: (id: string) => Promise<T | undefined>) => {
      const ids = keys.flatMap((key) => (key.startsWith(kind) ? [key.slice(kind.length)] : []));
      return pMap(ids, find, AT_ONCE);
    };
    const agencies = await of('AGENCY#', (code) => this.findAgency(code));
    const officials = await of('OFFICIAL#', (id) => this.findOfficial(id));
    return { agencies: agencies.filter(isThere), officials: officials.filter(isThere) };
  }

  async putAgency(entry: Agency): Promise<void> {
    await this.#put(`AGENCY#${entry.code}`, {
      ...entry,
      gsi3pk: KEY_HOLDERS,
      gsi3sk: `AGENCY#${entry.code}`,
    });
  }

  async putOfficial(entry: Official): Promise<void> {
    await this.#put(`OFFICIAL#${entry.id}`, {
      ...entry,
      gsi3pk: KEY_HOLDERS,
      gsi3sk: `OFFICIAL#${entry.id}`,
    });
  }

  async putPostOffice(entry: PostOffice): Promise<void> {
    await this.#put(`OFFICE#${entry.code}`, entry);
  }

  async putUser(entry: User): Promise<void> {
    await this.#put(`USER#${entry.sub}`, entry);
  }

  async putTrustAnchors(entry: TrustAnchors): Promise<void> {
    await this.#put('TRUST', entry);
  }

  async #find<Schema extends z.ZodType>(pk: string, schema: Schema): Promise<z.output<Schema> | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: { pk, sk: 'ENTRY' }, ConsistentRead: true }),
    );
    return answer.Item && schema.parse(answer.Item);
  }

  async #holderKeys(): Promise<string[]> {
    const listed = await allListed(this.#table, { index: 'gsi3', partition: KEY_HOLDERS });
    return listed.map((item) => holderKey.parse(item).pk);
  }

  async #put(pk: string, entry: object): Promise<void> {
    await this.#table.client.send(
      new PutCommand({ TableName: this.#table.name, Item: { ...entry, pk, sk: 'ENTRY', v: 1 } }),
    );
  }
}

function isThere<T>(entry: T | undefined): entry is T {
  return entry !== undefined;
}

function known<T>(entry: T | undefined, what: string): T {
  if (entry === undefined) throw new PreconditionMissing(`the directory has no ${what}`);
  return entry;
}
