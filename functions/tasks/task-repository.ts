import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionRefused, type Table } from '../platform/table.ts';
import { halfDone, halfDonePartition, pad, type HalfDone, type RevisionId } from '../tracking/index.ts';
import { passing, type Passing } from './passing.ts';
import { task, type Decision, type Task, type TaskId, type TaskKind } from './task.ts';

/** Task items: one per wait, listed by kind and scope, and by pending callback for the sweeper. */
export class TaskRepository {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(id: TaskId): Promise<Task | undefined> {
    const answer = await this.#table.client.send(
      new GetCommand({ TableName: this.#table.name, Key: key(id), ConsistentRead: true }),
    );
    return answer.Item && task.parse(answer.Item);
  }

  /** Opens a wait, or gives a known one its newest token: a decision that is there is told under that. */
  async open(wait: Omit<Task, 'v' | 'output' | 'event' | 'callback' | 'initialled'>): Promise<void> {
    const asked = await this.#update(wait, {
      UpdateExpression:
        'SET v = :v, code = :code, revision = :revision, kind = :kind, #round = :round, #scope = :scope, dueOn = :dueOn, openedAt = if_not_exists(openedAt, :openedAt), taskToken = :token, facts = :facts, callback = :none, gsi1pk = :list, gsi1sk = :place',
      ConditionExpression: 'attribute_not_exists(#output)',
      ExpressionAttributeNames: { '#round': 'round', '#scope': 'scope', '#output': 'output' },
      ExpressionAttributeValues: {
        ':v': 1,
        ':code': wait.code,
        ':revision': wait.revision,
        ':kind': wait.kind,
        ':round': wait.round,
        ':scope': wait.scope,
        ':dueOn': wait.dueOn,
        ':openedAt': wait.openedAt,
        ':token': wait.taskToken,
        ':facts': wait.facts,
        ':none': 'none',
        ':list': `TASKS#${wait.kind}#${wait.scope}`,
        ':place': `${wait.dueOn}#${wait.code}#${pad(wait.revision, 4)}`,
      },
    });
    if (asked) return;
    await this.#update(wait, {
      UpdateExpression: 'SET taskToken = :token, callback = :pending, gsi4pk = :shard, gsi4sk = :place',
      ExpressionAttributeValues: {
        ':token': wait.taskToken,
        ':pending': 'pending',
        ...this.#sweepKeys(wait),
      },
    });
  }

  /** Commits a decision; false when there already is one, or the wait was never opened, or withdrawn. */
  async decide(id: TaskId, decision: Decision): Promise<boolean> {
    return this.#update(id, {
      UpdateExpression:
        'SET #output = :output, #event = :event, callback = :pending, gsi4pk = :shard, gsi4sk = :place REMOVE gsi1pk, gsi1sk',
      ConditionExpression: 'attribute_not_exists(#output) AND callback = :none',
      ExpressionAttributeNames: { '#output': 'output', '#event': 'event' },
      ExpressionAttributeValues: {
        ':output': decision.output,
        ':event': decision.event,
        ':none': 'none',
        ':pending': 'pending',
        ...this.#sweepKeys(id),
      },
    });
  }

  /** Takes an initial and passes the wait on; false when it is not, or no longer, with who passes it. */
  async pass(id: TaskId, on: Passing): Promise<boolean> {
    return this.#update(id, passing(id, on));
  }

  /** Notes that the workflow was told under this token; a newer token keeps its callback pending. */
  async finish(told: Task): Promise<void> {
    await this.#update(told, {
      UpdateExpression: 'SET callback = :done REMOVE gsi4pk, gsi4sk',
      ConditionExpression: 'taskToken = :token',
      ExpressionAttributeValues: { ':done': 'done', ':token': told.taskToken },
    });
  }

  /** Withdraws every wait of a revision that ended another way, but those of the kinds still of use. */
  async withdrawAll(id: RevisionId, but: readonly TaskKind[] = []): Promise<void> {
    for (const wait of await this.ofRevision(id)) {
      if (!but.includes(wait.kind) && wait.callback !== 'done') await this.withdraw(wait);
    }
  }

  /** Withdraws an open wait nobody needs to answer any more (its dossier ended another way). */
  async withdraw(id: TaskId): Promise<void> {
    await this.#update(id, {
      UpdateExpression: 'SET callback = :done REMOVE gsi1pk, gsi1sk, gsi4pk, gsi4sk',
      ConditionExpression: 'attribute_exists(taskToken)',
      ExpressionAttributeValues: { ':done': 'done' },
    });
  }

  /** All waits of a revision, open or answered. */
  async ofRevision({ code, revision }: RevisionId): Promise<Task[]> {
    const page = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': `DOSSIER#${code}`, ':sk': `TASK#${pad(revision, 4)}#` },
        ConsistentRead: true,
      }),
    );
    return (page.Items ?? []).map((item) => task.parse(item));
  }

  /** Open waits of a kind in a scope, most urgent first, re-read consistently; `next` continues the list. */
  async list(
    kind: TaskKind,
    scope: string,
    limit = 50,
    after?: string,
  ): Promise<{ tasks: Task[]; next?: string }> {
    const page = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        IndexName: 'gsi1',
        KeyConditionExpression: after ? 'gsi1pk = :list AND gsi1sk > :after' : 'gsi1pk = :list',
        ExpressionAttributeValues: { ':list': `TASKS#${kind}#${scope}`, ...(after && { ':after': after }) },
        Limit: limit,
      }),
    );
    const tasks = await this.#reread(page.Items ?? []);
    const last: unknown = page.LastEvaluatedKey?.['gsi1sk'];
    return {
      tasks: tasks.filter((each) => each.output === undefined && each.callback === 'none'),
      ...(typeof last === 'string' && { next: last }),
    };
  }

  /** Decided waits whose workflow has not been told. */
  async pending(): Promise<HalfDone<Task>[]> {
    return halfDone(this.#table, 'CALLBACK', (item) => {
      const found = task.parse(item);
      return found.callback === 'pending' ? found : undefined;
    });
  }

  async #reread(items: Record<string, unknown>[]): Promise<Task[]> {
    const answers = await Promise.all(
      items.map((item) =>
        this.#table.client.send(
          new GetCommand({
            TableName: this.#table.name,
            Key: { pk: item['pk'], sk: item['sk'] },
            ConsistentRead: true,
          }),
        ),
      ),
    );
    return answers.flatMap((answer) => (answer.Item ? [task.parse(answer.Item)] : []));
  }

  #sweepKeys(id: TaskId) {
    return {
      ':shard': halfDonePartition('CALLBACK', id.code),
      ':place': `${id.code}#${pad(id.revision, 4)}#${id.kind}#${pad(id.round, 2)}`,
    };
  }

  async #update(
    id: TaskId,
    change: {
      UpdateExpression: string;
      ConditionExpression?: string;
      ExpressionAttributeNames?: Record<string, string>;
      ExpressionAttributeValues: Record<string, unknown>;
    },
  ): Promise<boolean> {
    try {
      await this.#table.client.send(
        new UpdateCommand({ TableName: this.#table.name, Key: key(id), ...change }),
      );
      return true;
    } catch (error) {
      if (isConditionRefused(error)) return false;
      throw error;
    }
  }
}

function key(id: TaskId) {
  return { pk: `DOSSIER#${id.code}`, sk: `TASK#${pad(id.revision, 4)}#${id.kind}#${pad(id.round, 2)}` };
}
