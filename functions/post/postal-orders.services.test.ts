import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBuckets, type TestBuckets } from '../../test/support/buckets.ts';
import { Faults, killEverywhere } from '../../test/support/faults.ts';
import { issuedRevision } from '../../test/support/issued-revision.ts';
import { agency, fillDirectory } from '../../test/support/province.ts';
import { fromHere } from '../../test/support/rewind.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { mockWorkflows } from '../../test/support/workflows.ts';
import { Directory, type User } from '../directory/index.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { TaskDesk, TaskRepository } from '../tasks/index.ts';
import { Tracker, type RevisionId } from '../tracking/index.ts';
import { awaitDelivery } from './await-delivery.ts';
import { createPostalOrder } from './create-postal-order.ts';
import {
  postalLabel,
  PostalOrderRepository,
  postalReport,
  postQueue,
  Quarantine,
  quarantinedEvents,
  recordPostalEvent,
  settlePostalOrders,
} from './index.ts';
import { deliveryTask } from './postal-order.ts';

const postman: User = { sub: 'post-1', name: 'Bưu tá', agencies: [], office: agency.office };
const otherOffice: User = { ...postman, sub: 'post-2', office: '630001' };
const delivery = {
  post: {
    recipientName: 'H’Ngân Niê',
    phone: '0905123456',
    address: {
      line: '27 Trần Hưng Đạo',
      ward: { code: '24133', name: 'phường Buôn Ma Thuột' },
      province: { code: '66', name: 'tỉnh Đắk Lắk' },
    },
  },
};

let world: TestTable;
let buckets: TestBuckets;
let now = new Date('2026-11-23T02:00:00Z');
beforeAll(async () => {
  world = await startTable();
  buckets = await startBuckets();
  const directory = new Directory(world.table);
  await fillDirectory(directory);
  await directory.putPostOffice({ code: agency.office, name: 'Bưu cục', address: 'Đắk Lắk', phone: '0262' });
});
afterAll(async () => {
  await world.stop();
  await buckets.stop();
});

const clock = () => now;

/** One process: clients of its own, which a test may kill. */
function open() {
  const table = world.another();
  const workflows = mockWorkflows();
  const s3 = { send: buckets.client.send.bind(buckets.client) };
  const faults = new Faults().watch(table.client, workflows.client, s3);
  const tracker = new Tracker(table, clock);
  const tasks = new TaskRepository(table);
  return {
    faults,
    tracker,
    tasks,
    clock,
    workflows,
    directory: new Directory(table),
    orders: new PostalOrderRepository(table),
    quarantine: new Quarantine(table),
    desk: new TaskDesk(tasks, tracker, workflows.client),
    work: new ObjectStore(s3 as unknown as typeof buckets.client, 'work'),
    drawLabel: (label: { order: string }) => Promise.resolve(Buffer.from(`%PDF label ${label.order}`)),
  };
}
type Office = ReturnType<typeof open>;
/** Ever new processes, to each of which what happened until now is all that happened. */
const reopened = () => fromHere({ table: world.table, folders: [buckets.directory] }, open);

const issued = (office: Office) => issuedRevision(office.tracker, { delivery });
const report = (office: Office, content: object, user = postman) =>
  recordPostalEvent(office, { report: postalReport.parse(content), user });
const codeOf = (outcome: { ok: boolean; code?: string; value?: { effect: string } }) =>
  outcome.code ?? outcome.value?.effect;
const at = (day: string) => `2026-11-${day}T09:00:00+07:00`;
const told = (office: Office) =>
  office.workflows.mock.commandCalls(SendTaskSuccessCommand).map((call) => call.args[0].input);
const postalEvents = async (office: Office, id: RevisionId) =>
  (await office.tracker.log.read(id)).filter((event) => event.type === 'postal-event');

async function queued(office: Office, order: string) {
  const queue = await postQueue(office, { user: postman });
  return queue.ok ? queue.value.orders.find((each) => each.order === order) : undefined;
}

async function ordered(office: Office): Promise<{ id: RevisionId; order: string }> {
  now = new Date('2026-11-25T01:00:00Z');
  const id = await issued(office);
  const order = await createPostalOrder(office, id);
  now = new Date('2026-11-30T02:00:00Z');
  await awaitDelivery(office, { ...id, order, reminder: 0, taskToken: 'token-1' });
  return { id, order };
}

describe('ordering the post', () => {
  it('makes one order with its label, in the office’s queue once the workflow waits', async () => {
    const office = open();
    const id = await issued(office);
    const order = await createPostalOrder(office, id);
    expect(await queued(office, order)).toBeUndefined();
    await awaitDelivery(office, { ...id, order, reminder: 0, taskToken: 'token-1' });
    expect(await queued(office, order)).toEqual({
      order,
      code: id.code,
      revision: 1,
      state: 'created',
      createdAt: expect.any(String),
      tracking: null,
      recipient: {
        name: 'H’Ngân Niê',
        phone: '0905123456',
        address: '27 Trần Hưng Đạo, phường Buôn Ma Thuột, tỉnh Đắk Lắk',
      },
      service: 'standard',
      invitations: 0,
      possible: ['handed-over'],
    });
    const label = await postalLabel(office, { order, user: postman });
    expect(label.ok && Buffer.from(label.value).toString()).toBe(`%PDF label ${order}`);
  });

  it('run again and five times at once, makes the same one order', async () => {
    const office = open();
    const id = await issued(office);
    const orders = await Promise.all([1, 2, 3, 4, 5].map(() => createPostalOrder(open(), id)));
    orders.push(await createPostalOrder(office, id));
    expect(new Set(orders).size).toBe(1);
    const events = (await office.tracker.log.read(id)).filter((e) => e.type === 'postal-order-created');
    expect(events).toHaveLength(1);
    expect((await office.orders.latest(id))?.version).toBe(1);
  });

  it('killed before and after every write and run again, makes one order', async () => {
    const id = await issued(open());
    const writes = await killEverywhere({
      world: await reopened(),
      act: (office) => createPostalOrder(office, id),
      check: async (office, struck) => {
        const order = await office.orders.latest(id);
        expect(order, struck).toMatchObject({ sequence: 1, state: 'created' });
        expect((await office.orders.byCode(order!.order))?.code, struck).toBe(id.code);
        const label = await postalLabel(office, { order: order!.order, user: postman });
        expect(label.ok, struck).toBe(true);
      },
    });
    expect(writes).toBe(4);
  });

  it('stops at a post office the directory does not know', async () => {
    const office = open();
    await office.directory.putAgency({ ...agency, code: 'H01.99', office: '999999' });
    const id = await issuedRevision(office.tracker, { delivery, agency: 'H01.99' });
    await expect(createPostalOrder(office, id)).rejects.toMatchObject({ name: 'PreconditionMissing' });
  });
});

describe('reporting on a parcel', () => {
  it('hands over, delivers, and answers the waiting workflow', async () => {
    const office = open();
    const { id, order } = await ordered(office);
    const tracking = 'EB000717618HK';
    const handed = await report(office, { order, event: 'handed-over', occurredAt: at('25'), tracking });
    expect(handed).toMatchObject({ value: { effect: 'applied', warnings: [] } });
    expect(await report(office, { tracking, event: 'delivered', occurredAt: at('26') })).toMatchObject({
      value: { effect: 'applied', order: { state: 'delivered' } },
    });
    expect(told(office)).toEqual([{ taskToken: 'token-1', output: '{"outcome":"delivered"}' }]);
    expect(await postalEvents(office, id)).toMatchObject([
      { data: { event: 'handed-over', tracking }, actor: { kind: 'post', id: 'post-1' } },
      { data: { event: 'delivered' }, occurredAt: '2026-11-26T02:00:00.000Z' },
    ]);
    expect((await office.tracker.state(id)).outcomes).toEqual([{ channel: 'post', outcome: 'delivered' }]);
    expect(await queued(office, order)).toBeUndefined();
  });

  it('succeeds without effect when repeated, and warns of a number it cannot check', async () => {
    const office = open();
    const { id, order } = await ordered(office);
    const handOver = { order, event: 'handed-over', occurredAt: at('25'), tracking: 'VN-12345' };
    expect(await report(office, handOver)).toMatchObject({ value: { warnings: ['tracking-unchecked'] } });
    expect(codeOf(await report(office, handOver))).toBe('duplicate');
    const many = await Promise.all([1, 2, 3, 4].map(() => report(open(), handOver)));
    expect(many.map(codeOf)).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect(await postalEvents(office, id)).toHaveLength(1);
  });

  it('reported by four at once, takes effect once', async () => {
    const office = open();
    const { id, order } = await ordered(office);
    await report(office, { order, event: 'handed-over', occurredAt: at('25') });
    const delivered = { order, event: 'delivered', occurredAt: at('26') };
    const effects = (await Promise.all([1, 2, 3, 4].map(() => report(open(), delivered)))).map(codeOf);
    expect(effects.filter((effect) => effect === 'applied')).toHaveLength(1);
    expect(await postalEvents(office, id)).toHaveLength(2);
  });

  it('lets one of two contradicting outcomes win when both come at once', async () => {
    const office = open();
    const { id, order } = await ordered(office);
    await report(office, { order, event: 'handed-over', occurredAt: at('25') });
    const codes = await Promise.all([
      report(open(), { order, event: 'delivered', occurredAt: at('26') }),
      report(open(), { order, event: 'returned-to-agency', occurredAt: at('26'), reason: 'refused' }),
    ]);
    expect(codes.map(codeOf).sort((a, b) => String(a).localeCompare(String(b)))).toEqual([
      'applied',
      'postal-contradiction',
    ]);
    expect((await postalEvents(office, id)).map((event) => event.data['event'])).toContain('contradiction');
  });

  it('keeps an early event waiting and applies it with its predecessor', async () => {
    const office = open();
    const { id, order } = await ordered(office);
    expect(codeOf(await report(office, { order, event: 'delivered', occurredAt: at('26') }))).toBe('waiting');
    expect(await postalEvents(office, id)).toHaveLength(0);
    expect(codeOf(await report(office, { order, event: 'delivered', occurredAt: at('26') }))).toBe('waiting');
    const handed = await report(office, { order, event: 'handed-over', occurredAt: at('25') });
    expect(handed).toMatchObject({ value: { effect: 'applied', order: { state: 'delivered' } } });
    expect(told(office)).toHaveLength(1);
  });

  it('refuses and records a contradicting event, again when repeated', async () => {
    const office = open();
    const { id, order } = await ordered(office);
    await report(office, { order, event: 'handed-over', occurredAt: at('25') });
    await report(office, { order, event: 'returned-to-agency', occurredAt: at('26'), reason: 'refused' });
    const late = { order, event: 'delivered', occurredAt: at('27') };
    expect(await report(office, late)).toMatchObject({ status: 409, code: 'postal-contradiction' });
    expect(await report(office, late)).toMatchObject({ status: 409, code: 'postal-contradiction' });
    const events = (await postalEvents(office, id)).map((event) => event.data['event']);
    expect(events).toEqual(['handed-over', 'returned-to-agency', 'contradiction']);
    expect(told(office)).toEqual([{ taskToken: 'token-1', output: '{"outcome":"returned-to-agency"}' }]);
  });

  it('quarantines an event whose code is unknown', async () => {
    const office = open();
    const { id, order } = await ordered(office);
    const strange = { order, event: 'VN-42', occurredAt: at('25') };
    expect(await report(office, strange)).toMatchObject({ status: 422, code: 'postal-event-unknown' });
    await report(office, strange);
    expect(codeOf(await report(office, { ...strange, event: 'constructor' }))).toBe('postal-event-unknown');
    const kept = await quarantinedEvents(office, postman);
    expect(
      kept.ok && kept.value.filter((event) => event.order === order && event.carrierEvent === 'VN-42'),
    ).toMatchObject([{ carrierEvent: 'VN-42', reportedBy: 'post-1' }]);
    expect(await postalEvents(office, id)).toHaveLength(0);
  });

  it('refuses what cannot be: unknown, foreign, future, before the order, without reason, without office', async () => {
    const office = open();
    const { order } = await ordered(office);
    const event = { order, event: 'handed-over', occurredAt: at('25') };
    const unknown = { status: 404, code: 'postal-order-unknown' };
    expect(await report(office, { ...event, order: 'KQ000000000000' })).toMatchObject(unknown);
    expect(await report(office, event, otherOffice)).toMatchObject(unknown);
    expect(
      await report(office, { tracking: 'EB999999999VN', event: 'delivered', occurredAt: at('25') }),
    ).toMatchObject(unknown);
    const future = { ...event, occurredAt: '2026-11-30T09:06:00+07:00' };
    expect(await report(office, future)).toMatchObject({ status: 422, code: 'postal-event-in-future' });
    const past = { ...event, occurredAt: '2026-11-25T07:54:00+07:00' };
    expect(await report(office, past)).toMatchObject({ status: 422, code: 'postal-event-before-order' });
    await report(office, event);
    const noReason = { order, event: 'attempt-failed', occurredAt: at('26') };
    expect(await report(office, noReason)).toMatchObject({ status: 422, code: 'postal-reason-missing' });
    const { office: _, ...nobody } = postman;
    const missing = { status: 403, code: 'post-office-missing' };
    expect(await report(office, event, nobody)).toMatchObject(missing);
    expect(await postQueue(office, { user: nobody })).toMatchObject(missing);
    expect(await quarantinedEvents(office, nobody)).toMatchObject(missing);
    expect(await postalLabel(office, { order, user: nobody })).toMatchObject(missing);
    expect(await postalLabel(office, { order, user: otherOffice })).toMatchObject(unknown);
    expect(postalReport.safeParse({ event: 'delivered', occurredAt: at('25') }).success).toBe(false);
  });

  it('refuses a return before the second invitation and says from when', async () => {
    const office = open();
    const { order } = await ordered(office);
    await report(office, { order, event: 'handed-over', occurredAt: at('25') });
    const missed = { order, event: 'attempt-failed', reason: 'not-delivered' };
    await report(office, { ...missed, occurredAt: at('25') });
    const back = {
      order,
      event: 'returned-to-agency',
      reason: 'not-delivered',
      occurredAt: '2026-11-30T08:30:00+07:00',
    };
    const refused = await report(office, back);
    expect(refused).toMatchObject({ status: 409, code: 'postal-return-too-early' });
    expect(refused.ok || refused.message.vi).toContain('27/11/2026');
    await report(office, { ...missed, occurredAt: at('27') });
    expect(codeOf(await report(office, back))).toBe('applied');
  });

  it('refuses a tracking number that is another parcel’s', async () => {
    const office = open();
    const [first, second] = [await ordered(office), await ordered(office)];
    const handOver = { event: 'handed-over', occurredAt: at('25'), tracking: 'RR473124829VN' };
    await report(office, { ...handOver, order: first.order });
    const taken = await report(office, { ...handOver, order: second.order });
    expect(taken).toMatchObject({ status: 409, code: 'tracking-taken' });
  });

  it('refuses an outcome that names one parcel by its code and another by its number, and delivers neither', async () => {
    const office = open();
    const [first, second] = [await ordered(office), await ordered(office)];
    const handOver = { event: 'handed-over', occurredAt: at('25') };
    await report(office, { ...handOver, order: first.order, tracking: 'RR100000001VN' });
    await report(office, { ...handOver, order: second.order, tracking: 'RR100000002VN' });
    const mixed = { order: second.order, event: 'delivered', occurredAt: at('26') };
    expect(await report(office, { ...mixed, tracking: 'RR100000001VN' })).toMatchObject({
      status: 409,
      code: 'tracking-taken',
    });
    expect(await report(office, { ...mixed, tracking: 'RR100000003VN' })).toMatchObject({
      status: 409,
      code: 'postal-contradiction',
    });
    expect(codeOf(await report(office, { ...mixed, tracking: 'RR100000002VN' }))).toBe('applied');
  });

  it('does not take over the parcel of a cancelled dossier, nor show it in the queue', async () => {
    const office = open();
    const { id, order } = await ordered(office);
    await office.tracker.record(id, 'return-cancelled', 'return-cancelled', { reason: 'operator' });
    const refused = await report(office, { order, event: 'handed-over', occurredAt: at('25') });
    expect(refused).toMatchObject({ status: 409, code: 'return-cancelled' });
    expect(await queued(office, order)).toBeUndefined();
  });

  it('fails the channel of a lost parcel, and the next try makes a second order', async () => {
    const office = open();
    const { id, order } = await ordered(office);
    await report(office, { order, event: 'handed-over', occurredAt: at('25') });
    await report(office, { order, event: 'lost', occurredAt: at('27') });
    expect(told(office)).toEqual([{ taskToken: 'token-1', output: '{"outcome":"failed"}' }]);
    now = new Date('2026-11-27T03:00:00Z');
    const second = await createPostalOrder(office, id);
    now = new Date('2026-11-30T02:00:00Z');
    expect(second).not.toBe(order);
    await awaitDelivery(office, { ...id, order: second, reminder: 0, taskToken: 'token-2' });
    await report(office, { order: second, event: 'handed-over', occurredAt: at('28') });
    await report(office, { order: second, event: 'delivered', occurredAt: at('29') });
    expect(told(office).at(-1)).toEqual({ taskToken: 'token-2', output: '{"outcome":"delivered"}' });
  });

  it('killed before and after every write, is finished by the sweeper', async () => {
    const { id, order } = await ordered(open());
    await report(open(), { order, event: 'handed-over', occurredAt: at('25') });
    const event = { event: 'delivered', occurredAt: at('26') };
    const writes = await killEverywhere({
      world: await reopened(),
      act: async (office) => {
        const state = (await open().orders.byCode(order))?.state;
        if (state === 'delivered') await settlePostalOrders(open());
        else await report(office, { order, ...event });
      },
      check: async (office, struck) => {
        expect(await office.orders.byCode(order), struck).toMatchObject({
          state: 'delivered',
          settled: true,
        });
        expect(
          (await postalEvents(office, id)).map((each) => each.data['event']),
          struck,
        ).toEqual(['handed-over', 'delivered']);
        const task = await office.tasks.find(deliveryTask({ ...id, sequence: 1 }));
        expect(task, struck).toMatchObject({ output: { outcome: 'delivered' } });
        expect((await office.tracker.state(id)).outcomes, struck).toHaveLength(1);
      },
    });
    expect(writes).toBeGreaterThanOrEqual(7);
  });
});

describe('waiting for the outcome', () => {
  it('reminds under the newest token and keeps one wait', async () => {
    const office = open();
    const { id, order } = await ordered(office);
    await awaitDelivery(office, { ...id, order, reminder: 1, taskToken: 'token-2' });
    await awaitDelivery(office, { ...id, order, reminder: 1, taskToken: 'token-3' });
    const task = await office.tasks.find(deliveryTask({ ...id, sequence: 1 }));
    expect(task).toMatchObject({ taskToken: 'token-3', scope: agency.office, facts: { order } });
    const awaited = (await office.tracker.log.read(id)).filter((each) => each.type === 'delivery-awaited');
    expect(awaited).toHaveLength(2);
  });

  it('killed before and after every write and run again, is one wait for a queued order', async () => {
    const id = await issued(open());
    const order = await createPostalOrder(open(), id);
    const writes = await killEverywhere({
      world: await reopened(),
      act: (office) => awaitDelivery(office, { ...id, order, reminder: 0, taskToken: 't' }),
      check: async (office, struck) => {
        expect(await office.orders.byCode(order), struck).toMatchObject({ queued: true, version: 2 });
        expect(await office.tasks.find(deliveryTask({ ...id, sequence: 1 })), struck).toBeDefined();
      },
    });
    expect(writes).toBeGreaterThanOrEqual(3);
  });

  it('an outcome reported before anybody waited is told by the sweeper', async () => {
    const office = open();
    now = new Date('2026-11-25T01:00:00Z');
    const id = await issued(office);
    const order = await createPostalOrder(office, id);
    now = new Date('2026-11-30T02:00:00Z');
    await report(office, { order, event: 'handed-over', occurredAt: at('25') });
    await report(office, { order, event: 'delivered', occurredAt: at('26') });
    expect(told(office)).toHaveLength(0);
    await awaitDelivery(office, { ...id, order, reminder: 0, taskToken: 'token-late' });
    await settlePostalOrders(office);
    expect(told(office)).toEqual([{ taskToken: 'token-late', output: '{"outcome":"delivered"}' }]);
    await settlePostalOrders(office);
    expect(told(office)).toHaveLength(1);
  });

  it('is not opened for an order nobody made', async () => {
    const office = open();
    const id = await issued(office);
    const input = { ...id, order: 'KQ000000000000', reminder: 0, taskToken: 't' };
    await expect(awaitDelivery(office, input)).rejects.toMatchObject({ name: 'PreconditionMissing' });
  });
});
