import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EventLog } from '../../functions/tracking/index.ts';
import { Faults, Killed, killEverywhere } from './faults.ts';
import { startTable, type TestTable } from './table.ts';

let world: TestTable;
beforeAll(async () => {
  world = await startTable();
});
afterAll(() => world.stop());

const clock = () => new Date('2026-11-23T02:00:00Z');

it('leaves a write undone when struck before it, done when struck after it, and nothing goes on', async () => {
  const table = world.another();
  const faults = new Faults().watch(table.client);
  const put = (sk: string) =>
    table.client.send(new PutCommand({ TableName: table.name, Item: { pk: 'a', sk } }));
  faults.arm(2, 'before');
  await put('1');
  await expect(put('2')).rejects.toThrow(Killed);
  await expect(put('3')).rejects.toThrow(Killed);
  faults.revive();
  await put('4');
  expect(faults.writes).toBe(1);
});

it('counts the writes of a mocked client and lets its reads pass', async () => {
  const client = new SFNClient({ region: 'ap-southeast-1' });
  const mock = mockClient(client);
  mock.on(StartExecutionCommand).resolves({});
  mock.on(DescribeExecutionCommand).resolves({});
  const faults = new Faults().watch(client);
  faults.arm(1, 'after');
  await client.send(new DescribeExecutionCommand({ executionArn: 'x' }));
  const start = client.send(new StartExecutionCommand({ stateMachineArn: 'x' }));
  await expect(start).rejects.toThrow('after write 1, StartExecutionCommand');
  expect(mock.commandCalls(StartExecutionCommand)).toHaveLength(1);
});

it('lets arrive what a process had sent when it ends, and nothing of it go on', async () => {
  const table = world.another();
  const faults = new Faults().watch(table.client);
  const put = (sk: string) =>
    table.client.send(new PutCommand({ TableName: table.name, Item: { pk: 'ended', sk } }));
  const sent = put('1');
  await faults.end();
  const Key = { pk: 'ended', sk: '1' };
  const { Item } = await world.table.client.send(new GetCommand({ TableName: table.name, Key }));
  expect(Item).toEqual(Key);
  await expect(sent.then(() => put('2'))).rejects.toThrow(Killed);
});

it('strikes every write of an act before and after, and the act repairs itself', async () => {
  let dossier = 0;
  const writes = await killEverywhere({
    world: () => {
      const table = world.another();
      const faults = new Faults().watch(table.client);
      return Promise.resolve({ faults, log: new EventLog(table, clock), code: `H01.12-${(dossier += 1)}` });
    },
    act: async ({ log, code }) => {
      for (const reminder of [1, 2]) {
        const occurredAt = clock().toISOString();
        await log.append(
          { code, revision: 1 },
          {
            type: 'seal-reminded',
            key: `seal-reminded-${reminder}`,
            actor: { kind: 'system', id: 'x' },
            occurredAt,
            data: { reminder },
          },
        );
      }
    },
    check: async ({ log, code }, struck) => {
      const events = await log.read({ code, revision: 1 });
      expect(
        events.map((event) => event.seq),
        struck,
      ).toEqual([1, 2]);
    },
  });
  expect(writes).toBe(2);
});
