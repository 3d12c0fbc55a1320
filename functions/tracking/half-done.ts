import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { failureName } from '../platform/failures.ts';
import type { Table } from '../platform/table.ts';
import { allListed } from '../platform/listed.ts';
import { SWEEP_SHARDS, sweepShard } from './revision-lists.ts';

/** What may be left half done: an untold decision, an ordered copy, a message, a postal order, a recall. */
export type HalfDoneKind = 'CALLBACK' | 'COPY' | 'NOTE' | 'POST' | 'RECALL';

/** An item in the list of what is half done. */
export interface HalfDone<Item> {
  /** its keys: they name it even where it cannot be read */
  readonly what: string;
  /** Reads it consistently; undefined when somebody has finished it meanwhile. */
  readonly read: () => Promise<Item | undefined>;
}

/** Something half done that could not be finished, and is left to the next run. */
export interface Unfinished {
  readonly what: string;
  readonly error: string;
}

/** Partition of gsi4 in which a dossier's items of a kind stand while they are half done. */
export function halfDonePartition(kind: HalfDoneKind, code: string): string {
  return sweepShard(code).replace('SWEEP', kind);
}

/**
 * All half-done items of a kind, or those due up to a moment, shard after shard. Only keys are read here, so that an
 * item that cannot be read holds up no other.
 * @param take what to make of an item read; undefined when it is not half done any more
 */
export async function halfDone<Item>(
  table: Table,
  kind: HalfDoneKind,
  take: (item: unknown) => Item | undefined,
  upTo?: string,
): Promise<HalfDone<Item>[]> {
  const shards = Array.from({ length: SWEEP_SHARDS }, (_, shard) =>
    allListed(table, { index: 'gsi4', partition: `${kind}#${shard}`, upTo }),
  );
  const keys = (await Promise.all(shards)).flat().map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
  return keys.map((key) => ({
    what: `${key.pk} ${key.sk}`,
    read: async () => {
      const answer = await table.client.send(
        new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
      );
      return answer.Item && take(answer.Item);
    },
  }));
}

/** What is known by its id alone, to be finished as what is half done is. */
export function toFinish<Id>(ids: readonly Id[], nameOf: (id: Id) => string): HalfDone<Id>[] {
  return ids.map((id) => ({ what: nameOf(id), read: () => Promise.resolve(id) }));
}

/** Finishes one after the other; one that fails holds up no other. */
export async function finishEach<Item, Done>(
  found: readonly HalfDone<Item>[],
  finish: (item: Item) => Promise<Done>,
): Promise<{ done: Done[]; failed: Unfinished[] }> {
  const done: Done[] = [];
  const failed: Unfinished[] = [];
  for (const { what, read } of found) {
    try {
      const item = await read();
      if (item !== undefined) done.push(await finish(item));
    } catch (error) {
      failed.push({ what, error: failureName(error) });
    }
  }
  return { done, failed };
}
