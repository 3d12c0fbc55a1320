import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { pad, type RevisionId } from './event-log.ts';
import { allListed, firstListed } from '../platform/listed.ts';
import { TERMINAL, type RevisionState, type Status } from './state.ts';

/** Statuses of revisions whose execution is over; a result kept at the agency can still be collected. */
export const EXECUTION_OVER: ReadonlySet<string> = new Set<Status>([...TERMINAL, 'kept-at-agency']);

/** Shards of the sweeper's lists, so that no partition key is constant. */
export const SWEEP_SHARDS = 8;

export function sweepShard(code: string): string {
  const byte = createHash('sha256').update(code).digest()[0] ?? 0;
  return `SWEEP#${byte % SWEEP_SHARDS}`;
}

/** Longer than intake takes from accepting a revision to starting its execution, milliseconds. */
const FIRST_LOOK_MS = 5_000;
const LONGEST_PAUSE_MS = 86_400_000;

/** How many of a shard are looked at in one run, which has to end before the next one begins. */
const MOST_LOOKS = 250;

/**
 * The lists in which revisions stand, by sparse indexes, read eventually: callers re-read what they act on. The
 * sweeper's is ordered by when it is to look at a revision, so that a run asks only about those whose time has come,
 * however many wait for people.
 */
export class RevisionLists {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Open revisions of an agency that are due on a day. */
  async dueOn(agency: string, day: string): Promise<RevisionId[]> {
    return (await allListed(this.#table, { index: 'gsi3', partition: `DUE#${agency}#${day}` })).map(idOf);
  }

  /** Revisions of one shard whose execution is not over and at which it is time to look, the longest due first; at most 250. */
  async toLookAt(shard: number, now: Date): Promise<RevisionId[]> {
    const due = { index: 'gsi4', partition: `SWEEP#${shard}`, upTo: now.toISOString() } as const;
    return (await firstListed(this.#table, due, MOST_LOOKS)).map(idOf);
  }

  /** When the revision of one shard that waits longest for its seal was accepted. */
  async oldestUnsealed(shard: number): Promise<string | undefined> {
    const unsealed = { index: 'gsi1', partition: `UNSEALED#${shard}` } as const;
    const [first] = await firstListed(this.#table, unsealed, 1);
    return first && String(first['gsi1sk']).split('#')[0];
  }

  /** Sets the next look, unless the revision has left the list. */
  async lookAgain(id: RevisionId, next: Date): Promise<void> {
    try {
      await this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: revisionKey(id),
          UpdateExpression: 'SET gsi4sk = :place',
          ConditionExpression: 'attribute_exists(gsi4pk)',
          ExpressionAttributeValues: { ':place': place(next.getTime(), id) },
        }),
      );
    } catch (error) {
      if (!isConditionRefused(error)) throw error;
    }
  }
}

/** The next look after one at which all was well: the older a revision is, the longer it is left alone. */
export function nextLook(acceptedAt: string, now: Date): Date {
  const age = now.getTime() - Date.parse(acceptedAt);
  return new Date(now.getTime() + Math.min(Math.max(10 * age, FIRST_LOOK_MS), LONGEST_PAUSE_MS));
}

/** Where a revision stands from its acceptance on. */
export function placesInLists(item: RevisionId & { agency: string; dueOn: string; acceptedAt: string }) {
  const shard = sweepShard(item.code);
  return {
    gsi1pk: shard.replace('SWEEP', 'UNSEALED'),
    gsi1sk: place(Date.parse(item.acceptedAt), item),
    gsi3pk: `DUE#${item.agency}#${item.dueOn}`,
    gsi3sk: `${item.code}#${pad(item.revision, 4)}`,
    gsi4pk: shard,
    gsi4sk: place(Date.parse(item.acceptedAt) + FIRST_LOOK_MS, item),
  };
}

/**
 * What an update removes, so that a revision leaves its lists: a sealed one that of those to be sealed, an ended one
 * all, and one kept at the agency the sweeper's, since its execution is over.
 */
export function leavesLists({ status, sealed }: RevisionState): string {
  const isEnded = TERMINAL.has(status);
  const left = [
    ...(isEnded || sealed ? ['gsi1pk', 'gsi1sk'] : []),
    ...(isEnded ? ['gsi3pk', 'gsi3sk'] : []),
    ...(EXECUTION_OVER.has(status) ? ['gsi4pk', 'gsi4sk'] : []),
  ];
  return left.length > 0 ? ` REMOVE ${left.join(', ')}` : '';
}

function place(moment: number, { code, revision }: RevisionId): string {
  return `${new Date(moment).toISOString()}#${code}#${pad(revision, 4)}`;
}

/** Where a revision's item lies. */
export function revisionKey({ code, revision }: RevisionId) {
  return { pk: `DOSSIER#${code}`, sk: `REV#${pad(revision, 4)}` };
}

const itemKey = z.object({ pk: z.string().startsWith('DOSSIER#'), sk: z.string().startsWith('REV#') });

function idOf(item: unknown): RevisionId {
  const { pk, sk } = itemKey.parse(item);
  return { code: pk.slice('DOSSIER#'.length), revision: Number(sk.slice('REV#'.length)) };
}
