import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { PreconditionMissing } from '../platform/failures.ts';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { pad } from '../tracking/index.ts';
import {
  claim,
  registerEntry,
  registerKey,
  type Claim,
  type NumberHolder,
  type RegisterEntry,
} from './number.ts';

const hint = z.object({ number: z.number().int() });

/**
 * The register of outgoing documents (sổ đăng ký văn bản đi) without transactions: each revision has a claim of
 * its own; the register's lines are put once; a hint follows the last line and may lag behind it.
 */
export class NumberRegister {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** The number a revision claims; it is its own only once entered. */
  async claimOf(id: NumberHolder): Promise<Claim | undefined> {
    return this.#get(claimKey(id), claim);
  }

  /** Puts a revision's first claim, unless it has one; answers the one there is. */
  async claim(id: NumberHolder, wanted: Claim): Promise<Claim> {
    const put = await accepted(
      this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: { ...claimKey(id), ...wanted },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
    return put ? wanted : this.#known(id);
  }

  /** Moves a claim whose number another revision has entered, unless it was moved already. */
  async move(id: NumberHolder, from: Claim, to: Claim): Promise<Claim> {
    const moved = await accepted(
      this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: claimKey(id),
          UpdateExpression: 'SET #number = :number, #date = :date, #symbol = :symbol, #series = :series',
          ConditionExpression: '#number = :oldNumber AND #date = :oldDate AND #series = :oldSeries',
          ExpressionAttributeNames: {
            '#number': 'number',
            '#date': 'date',
            '#symbol': 'symbol',
            '#series': 'series',
          },
          ExpressionAttributeValues: {
            ':number': to.number,
            ':date': to.date,
            ':symbol': to.symbol,
            ':series': to.series,
            ':oldNumber': from.number,
            ':oldDate': from.date,
            ':oldSeries': from.series,
          },
        }),
      ),
    );
    return moved ? to : this.#known(id);
  }

  /** Enters a claim in the register; answers the line under that number, whosever it is. */
  async enter(id: NumberHolder, claimed: Claim): Promise<RegisterEntry> {
    const { code, revision, copy } = id;
    const entry: RegisterEntry = { ...claimed, code, revision, ...(copy !== undefined && { copy }) };
    const put = await accepted(
      this.#table.client.send(
        new PutCommand({
          TableName: this.#table.name,
          Item: { ...lineKey(claimed), ...entry },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
    if (put) return entry;
    const line = await this.line(claimed);
    if (!line) throw new PreconditionMissing(`line ${claimed.symbol} of the register vanished`);
    return line;
  }

  async line(claimed: Claim): Promise<RegisterEntry | undefined> {
    return this.#get(lineKey(claimed), registerEntry);
  }

  /** The last number known to be entered in a claim's register; 0 in a new one. Never ahead of the lines. */
  async last(of: Claim): Promise<number> {
    return (await this.#get(hintKey(of), hint))?.number ?? 0;
  }

  /** Lets the hint follow a line that is entered. */
  async follow(entered: Claim): Promise<void> {
    await accepted(
      this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: hintKey(entered),
          UpdateExpression: 'SET #number = :number',
          ConditionExpression: 'attribute_not_exists(#number) OR #number < :number',
          ExpressionAttributeNames: { '#number': 'number' },
          ExpressionAttributeValues: { ':number': entered.number },
        }),
      ),
    );
  }

  /** Marks a line "hủy số", once: the first reason stays. */
  async cancel(line: RegisterEntry, cancelled: { at: string; reason: string }): Promise<void> {
    await accepted(
      this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: lineKey(line),
          UpdateExpression: 'SET cancelled = :cancelled',
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(cancelled)',
          ExpressionAttributeValues: { ':cancelled': cancelled },
        }),
      ),
    );
  }

  /** All lines of a register in the order of their numbers. */
  async lines(of: { agency: string; series: string; year: number }): Promise<RegisterEntry[]> {
    const lines: RegisterEntry[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await this.#table.client.send(
        new QueryCommand({
          TableName: this.#table.name,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: {
            ':pk': registerKey({ ...of, date: String(of.year) }),
            ':sk': 'NUMBER#',
          },
          ConsistentRead: true,
          ExclusiveStartKey: from,
        }),
      );
      for (const item of page.Items ?? []) lines.push(registerEntry.parse(item));
      from = page.LastEvaluatedKey;
    } while (from);
    return lines;
  }

  async #known(id: NumberHolder): Promise<Claim> {
    const known = await this.claimOf(id);
    if (!known) throw new PreconditionMissing(`number claim of ${id.code} r${id.revision} vanished`);
    return known;
  }

  async #get<Schema extends z.ZodType>(
    key: { pk: string; sk: string },
    schema: Schema,
  ): Promise<z.output<Schema> | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: key, ConsistentRead: true }),
    );
    return answer.Item && schema.parse(answer.Item);
  }
}

/** False when the write's condition was refused. */
async function accepted(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionRefused(error)) return false;
    throw error;
  }
}

function claimKey({ code, revision, copy }: NumberHolder) {
  const of = copy === undefined ? '' : `#COPY#${copy}`;
  return { pk: `DOSSIER#${code}`, sk: `NUMBER#${pad(revision, 4)}${of}` };
}

function lineKey(claimed: Claim) {
  return { pk: registerKey(claimed), sk: `NUMBER#${pad(claimed.number, 7)}` };
}

function hintKey(claimed: Claim) {
  return { pk: registerKey(claimed), sk: 'HINT' };
}
