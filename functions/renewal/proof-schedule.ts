import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { pad, sweepShard, SWEEP_SHARDS, type FileId, type RevisionId } from '../tracking/index.ts';

/** What the newest timestamp of an issued file stands on. */
export interface ScheduledProof {
  readonly sha256: string;
  /** ISO 8601 */
  readonly stampedAt: string;
  /** when the first certificate of its chain ends, ISO 8601 */
  readonly certificatesEnd: string;
  /** hashes and keys, sorted */
  readonly algorithms: readonly string[];
}

/** Proofs that stand on the same algorithms, in one shard of the index. */
export interface Slice {
  readonly suite: string;
  readonly shard: number;
}

export interface DueProof {
  readonly id: FileId;
  /** Place in the slice: a search goes on after it. */
  readonly place: string;
  readonly certificatesEnd: Date;
}

const SUITES = 'RENEWAL#SUITES';
const suiteKey = z.object({ sk: z.string().startsWith('SUITE#') });
const row = z.object({ pk: z.string().startsWith('DOSSIER#'), sk: z.string().startsWith('RENEWAL#') });
const scheduled = row.extend({ gsi4sk: z.string() });

/**
 * When each issued file must be renewed, found by the algorithms it stands on and the end of its certificates. When
 * an algorithm falls, which is configuration, all that stands on it is found at once and nothing is written anew.
 */
export class ProofSchedule {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Enters a file's proof, unless a newer one is already there. */
  async put(id: FileId, proof: ScheduledProof): Promise<void> {
    const suite = proof.algorithms.join('+');
    await this.#putSuite(suite);
    const put = new PutCommand({
      TableName: this.#table.name,
      Item: {
        ...keyOf(id),
        v: 1,
        ...proof,
        gsi4pk: `RENEW#${suite}#${shardOf(id)}`,
        gsi4sk: `${proof.certificatesEnd}#${id.code}#${pad(id.revision, 4)}#${id.file}`,
      },
      ConditionExpression: 'attribute_not_exists(pk) OR stampedAt < :stampedAt',
      ExpressionAttributeValues: { ':stampedAt': proof.stampedAt },
    });
    await unlessRefused(this.#table.client.send(put));
  }

  /** Every slice there may be something in, in a stable order. */
  async slices(): Promise<Slice[]> {
    const answer = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': SUITES },
        ConsistentRead: true,
      }),
    );
    const suites = (answer.Items ?? []).map((item) => suiteKey.parse(item).sk.slice('SUITE#'.length));
    return suites.flatMap((suite) => Array.from({ length: SWEEP_SHARDS }, (_, shard) => ({ suite, shard })));
  }

  /** Proofs of a slice whose certificates end before a moment, the soonest first; eventual. */
  async endingBefore(
    { suite, shard }: Slice,
    moment: Date,
    page: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<DueProof[]> {
    const answer = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        IndexName: 'gsi4',
        KeyConditionExpression: 'gsi4pk = :pk AND gsi4sk BETWEEN :after AND :until',
        ExpressionAttributeValues: {
          ':pk': `RENEW#${suite}#${shard}`,
          // A place with something behind it comes after the place itself, and before every other.
          ':after': page.after === undefined ? '0' : `${page.after} `,
          ':until': moment.toISOString(),
        },
        Limit: page.limit,
      }),
    );
    return (answer.Items ?? []).map((item) => {
      const { pk, sk, gsi4sk } = scheduled.parse(item);
      const [, revision, file = ''] = sk.split('#');
      const id = { code: pk.slice('DOSSIER#'.length), revision: Number(revision), file };
      return { id, place: gsi4sk, certificatesEnd: new Date(gsi4sk.split('#')[0] ?? '') };
    });
  }

  /** Asked for before it is written: there is a handful of suites, and every file has one. */
  async #putSuite(suite: string): Promise<void> {
    const Key = { pk: SUITES, sk: `SUITE#${suite}` };
    const known = await this.#table.client.send(new GetCommand({ TableName: this.#table.name, Key }));
    if (known.Item) return;
    await this.#table.client.send(new PutCommand({ TableName: this.#table.name, Item: { ...Key, v: 1 } }));
  }
}

/** What somebody else wrote first stays. */
async function unlessRefused(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isConditionRefused(error)) throw error;
  }
}

function keyOf({ code, revision, file }: FileId) {
  return { pk: `DOSSIER#${code}`, sk: `RENEWAL#${pad(revision, 4)}#${file}` };
}

function shardOf({ code }: RevisionId): number {
  return Number(sweepShard(code).slice('SWEEP#'.length));
}
