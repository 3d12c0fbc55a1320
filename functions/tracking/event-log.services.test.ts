import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countCalls } from '../../test/support/counted-calls.ts';
import { Faults, killEverywhere } from '../../test/support/faults.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { CHAIN_START, EventLog, hashEvent, verifyChain } from './index.ts';

let world: TestTable;
let log: EventLog;
beforeAll(async () => {
  world = await startTable();
  log = new EventLog(world.table, clock);
});
afterAll(() => world.stop());

const clock = () => new Date('2026-11-23T02:00:00Z');
let codes = 0;
const newId = () => ({ code: `H01.12-261123-${String((codes += 1)).padStart(4, '0')}`, revision: 1 });

const reminded = (reminder: number) => ({
  type: 'seal-reminded' as const,
  key: `seal-reminded:${reminder}`,
  actor: { kind: 'system' as const, id: 'test' },
  occurredAt: '2026-11-22T02:00:00Z',
  data: { reminder },
});

describe('the event log', () => {
  it('links each event to the one before, the first to 64 zeros, and keeps both its times', async () => {
    const id = newId();
    await log.append(id, reminded(1));
    await log.append(id, reminded(2));
    const [first, second] = await log.read(id);
    expect(first).toMatchObject({ seq: 1, prev: CHAIN_START, occurredAt: '2026-11-22T02:00:00Z' });
    expect(second).toMatchObject({ seq: 2, prev: first!.hash, recordedAt: '2026-11-23T02:00:00.000Z' });
    expect(verifyChain([first!, second!])).toEqual({ whole: true, head: second!.hash });
  });

  it('takes the same happening as one event, the first time it was told', async () => {
    const id = newId();
    const { event } = await log.append(id, reminded(1));
    const again = await log.append(id, { ...reminded(1), data: { reminder: 9 } });
    expect(again).toEqual({ event, log: [event] });
  });

  it('keeps every one of many concurrent happenings once, in one whole chain', async () => {
    const id = newId();
    const told = [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6];
    await Promise.all(told.map((reminder) => log.append(id, reminded(reminder))));
    const events = await log.read(id);
    expect(events.map((event) => event.key).toSorted()).toEqual(
      [1, 2, 3, 4, 5, 6].map((reminder) => `seal-reminded:${reminder}`),
    );
    expect(verifyChain(events)).toMatchObject({ whole: true });
  });

  it('keeps the logs of two revisions apart', async () => {
    const id = newId();
    await log.append(id, reminded(1));
    await log.append({ ...id, revision: 2 }, reminded(1));
    await log.append(id, reminded(2));
    expect(await log.read(id)).toHaveLength(2);
    expect(await log.read({ ...id, revision: 2 })).toHaveLength(1);
  });

  it('is read once by who adds one event after the other', async () => {
    const id = newId();
    const table = world.another();
    const queries = countCalls(table.client, QueryCommand);
    const mine = new EventLog(table, clock);
    for (const reminder of [1, 2, 3]) await mine.append(id, reminded(reminder));
    expect(queries()).toBe(1);
    expect(verifyChain(await mine.read(id))).toMatchObject({ whole: true });
  });

  it('goes on from what others have added since it was read', async () => {
    const id = newId();
    const other = new EventLog(world.table, clock);
    await log.append(id, reminded(1));
    await other.append(id, reminded(2));
    expect((await log.append(id, reminded(2))).event.seq).toBe(2);
    expect((await log.append(id, reminded(1))).log.map(({ seq }) => seq)).toEqual([1, 2]);
    await other.append(id, reminded(3));
    expect((await log.append(id, reminded(4))).log.map(({ data }) => data)).toEqual(
      [1, 2, 3, 4].map((reminder) => ({ reminder })),
    );
  });

  it('refuses an event whose data is not of its type', async () => {
    const event = { ...reminded(1), data: { reminder: 1.5 } };
    await expect(log.append(newId(), event)).rejects.toThrow();
  });

  it('reads logs longer than a page of the database', async () => {
    const id = newId();
    const cause = 'x'.repeat(300_000);
    for (const repair of [1, 2, 3, 4, 5]) {
      const data = { state: 'RenderResult', error: 'E', cause, repair };
      await log.append(id, { ...reminded(repair), type: 'repair-requested', data });
    }
    expect(await log.read(id)).toHaveLength(5);
  });

  it('holds an event once, wherever its writer was killed', async () => {
    const writes = await killEverywhere({
      world: () => {
        const table = world.another();
        const faults = new Faults().watch(table.client);
        return Promise.resolve({ faults, log: new EventLog(table, clock), id: newId() });
      },
      act: ({ log, id }) => log.append(id, reminded(1)),
      check: async ({ log, id }, struck) => {
        expect(await log.read(id), struck).toHaveLength(1);
      },
    });
    expect(writes).toBe(1);
  });
});

async function three() {
  const id = newId();
  for (const reminder of [1, 2, 3]) await log.append(id, reminded(reminder));
  return { id, events: await log.read(id) };
}

describe('the chain', () => {
  it('breaks where an event was changed in the table', async () => {
    const { id } = await three();
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: { pk: `DOSSIER#${id.code}`, sk: 'EVENT#0001#000002' },
        UpdateExpression: 'SET occurredAt = :moment',
        ExpressionAttributeValues: { ':moment': '2020-01-01T00:00:00Z' },
      }),
    );
    expect(verifyChain(await log.read(id))).toEqual({ whole: false, seq: 2, reason: 'hash' });
  });

  it('breaks where an event was taken out, or put in anew with a right hash of its own', async () => {
    const { events } = await three();
    expect(verifyChain(events.toSpliced(1, 1))).toEqual({ whole: false, seq: 2, reason: 'gap' });
    const { hash: _, ...content } = { ...events[1]!, occurredAt: '2020-01-01T00:00:00Z' };
    const forged = { ...content, hash: hashEvent(content) };
    expect(verifyChain(events.toSpliced(1, 1, forged))).toEqual({ whole: false, seq: 3, reason: 'link' });
  });

  it('shows a cut tail against the head kept with the archived result', async () => {
    const { events } = await three();
    const head = events[1]!.hash;
    expect(verifyChain(events, head)).toMatchObject({ whole: true });
    expect(verifyChain(events.slice(0, 1), head)).toEqual({ whole: false, seq: 2, reason: 'tail' });
    expect(verifyChain([], head)).toMatchObject({ whole: false, reason: 'tail' });
  });
});
