import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { Directory } from '../../functions/directory/index.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { demoPeople } from '../../infra/local/demo/demo-people.ts';
import { approved, reaches, toPost } from './dossiers.ts';
import { expectRefusal, until, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

interface Sent extends RevisionId {
  readonly order: string;
}

const OFFICE = '631100';
const queueView = z.object({
  orders: z.array(
    z.object({ order: z.string(), code: z.string(), state: z.string(), possible: z.array(z.string()) }),
  ),
});
const effect = z.object({
  effect: z.string(),
  order: z.string(),
  state: z.string(),
  warnings: z.array(z.string()),
});

let door: FrontDoor;
let [parcel, early, refused, other]: Sent[] = [];
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  const ids = await Promise.all(Array.from({ length: 4 }, () => approved(door, { delivery: toPost })));
  const ours = ids.map(({ code }) => code);
  const { orders } = await until(queue, ({ orders: there }) =>
    ours.every((code) => there.some((each) => each.code === code)),
  );
  const orderOf = (id: RevisionId) => orders.find(({ code }) => code === id.code)?.order ?? '';
  [parcel, early, refused, other] = ids.map((id) => ({ ...id, order: orderOf(id) }));
}, 180_000);

const queue = async () => (await door.ask('/post/queue', { as: 'post' })).json(queueView);
const now = (secondsAgo = 0) => new Date(Date.now() - secondsAgo * 1_000).toISOString();
const report = (body: object) =>
  door.ask('/postal-events', { as: 'post', body: { occurredAt: now(), ...body } });
const taken = async (body: object) => (await report(body)).json(effect);
const inQuarantine = { ':pk': `QUARANTINE#${OFFICE}` };
const stateOf = async ({ order }: Sent) =>
  (await queue()).orders.find((each) => each.order === order)?.state ?? 'not in the queue';

describe('the queue', () => {
  it('has each order with its label and what may be reported of it', async () => {
    const { orders } = await queue();
    expect(orders.map(({ state, possible }) => [state, possible])).toEqual(
      orders.map(() => ['created', ['handed-over']]),
    );
    const label = await door.ask(`/post/orders/${parcel!.order}/label`, { as: 'post' });
    expect(label.headers.get('content-type')).toBe('application/pdf');
    expect(label.text.slice(0, 5)).toBe('%PDF-');
    const unknown = await door.ask('/post/orders/KQ000000000000/label', { as: 'post' });
    expectRefusal(unknown, 404, 'postal-order-unknown');
  });

  it('goes on only where the answer before said', async () => {
    expectRefusal(await door.ask('/post/queue?after=zzz', { as: 'post' }), 422, 'input-invalid');
  });

  it('is one office’s alone: another knows none of its orders, and who has no office has no queue', async () => {
    const { sub, name } = demoPeople.find(({ username }) => username === 'post')!;
    const directory = new Directory(door.table);
    const body = { order: parcel!.order, event: 'handed-over', occurredAt: now() };
    try {
      await directory.putUser({ sub, name, agencies: [], office: '100000' });
      expect((await queue()).orders).toEqual([]);
      expectRefusal(await report(body), 404, 'postal-order-unknown');
      const label = await door.ask(`/post/orders/${parcel!.order}/label`, { as: 'post' });
      expectRefusal(label, 404, 'postal-order-unknown');
      await directory.putUser({ sub, name, agencies: [] });
      expectRefusal(await door.ask('/post/queue', { as: 'post' }), 403, 'post-office-missing');
      expectRefusal(await report(body), 403, 'post-office-missing');
    } finally {
      await directory.putUser({ sub, name, agencies: [], office: OFFICE });
    }
    expect(await stateOf(parcel!)).toBe('created');
  });
});

describe('a report is refused, and the parcel stays where it was, when it', () => {
  const cases = [
    ['names an unknown order', { order: 'KQ000000000000' }, 404, 'postal-order-unknown'],
    [
      'names an unknown tracking number',
      { order: undefined, tracking: 'EB000000000VN' },
      404,
      'postal-order-unknown',
    ],
    ['names no parcel', { order: undefined }, 422, 'input-invalid'],
    ['lies in the future', { occurredAt: now(-3_600) }, 422, 'postal-event-in-future'],
    ['lies before the order', { occurredAt: now(86_400) }, 422, 'postal-event-before-order'],
    ['has no time', { occurredAt: undefined }, 422, 'input-invalid'],
    ['has a time without its zone', { occurredAt: '2026-11-24T08:00:00' }, 422, 'input-invalid'],
    ['has no reason for a failed attempt', { event: 'attempt-failed' }, 422, 'postal-reason-missing'],
    ['has no reason for a return', { event: 'returned-to-agency' }, 422, 'postal-reason-missing'],
    ['has an unknown reason', { event: 'attempt-failed', reason: 'mưa' }, 422, 'input-invalid'],
    ['has a tracking number of no form', { tracking: 'eb 1' }, 422, 'input-invalid'],
    ['has a surplus field', { note: 'giao cho con gái' }, 422, 'input-invalid'],
  ] as const;

  it.each(cases)('%s', async (_what, change, status, code) => {
    const before = await door.traces();
    expectRefusal(await report({ order: parcel!.order, event: 'handed-over', ...change }), status, code);
    expect(await door.traces()).toEqual(before);
  });

  it('has a code nobody knows: it is kept once, for review', async () => {
    const unknown = { order: parcel!.order, event: 'PHAT_THANH_CONG', occurredAt: now() };
    for (const answer of [await report(unknown), await report(unknown)]) {
      expectRefusal(answer, 422, 'postal-event-unknown');
    }
    const kept = await door.table.client.send(
      new QueryCommand({
        TableName: door.table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: inQuarantine,
      }),
    );
    expect(kept.Items).toHaveLength(1);
    expect(kept.Items?.[0]).toMatchObject({ carrierEvent: 'PHAT_THANH_CONG', order: parcel!.order });
    expect(await stateOf(parcel!)).toBe('created');
  });
});

describe('a parcel', () => {
  it('is delivered once its hand-over is known, though delivery was reported first', async () => {
    const delivered = { order: early!.order, event: 'delivered', occurredAt: now(10) };
    expect(await taken(delivered)).toMatchObject({ effect: 'waiting', state: 'created' });
    expect(await taken(delivered)).toMatchObject({ effect: 'waiting' });
    expect((await door.tracker.state(early!)).status).toBe('issued');
    const handedOver = {
      order: early!.order,
      event: 'handed-over',
      occurredAt: now(60),
      tracking: 'EB123456785VN',
    };
    expect(await taken(handedOver)).toMatchObject({ effect: 'applied', state: 'delivered' });
    await reaches(door, early!, 'returned');
    expect(await door.count(early!, 'postal-event')).toBe(2);
  });

  it('is taken over once, however often and at once that is reported', async () => {
    const handedOver = {
      order: parcel!.order,
      event: 'handed-over',
      occurredAt: now(30),
      tracking: 'TUY-Y-01',
    };
    const answers = await Promise.all(Array.from({ length: 6 }, () => taken(handedOver)));
    expect(answers.filter((answer) => answer.effect === 'applied')).toHaveLength(1);
    expect(answers.filter((answer) => answer.effect === 'duplicate')).toHaveLength(5);
    expect(answers.find((answer) => answer.effect === 'applied')?.warnings).toEqual(['tracking-unchecked']);
    expect(await door.count(parcel!, 'postal-event')).toBe(1);
  });

  it('cannot have the tracking number of another', async () => {
    const handedOver = { order: other!.order, event: 'handed-over', tracking: 'TUY-Y-01' };
    expectRefusal(await report(handedOver), 409, 'tracking-taken');
    expect(await stateOf(other!)).toBe('created');
  });

  it('does not go back undelivered before two invitations', async () => {
    const attempt = {
      order: parcel!.order,
      event: 'attempt-failed',
      reason: 'not-delivered',
      occurredAt: now(20),
    };
    const back = { ...attempt, event: 'returned-to-agency', occurredAt: now(10) };
    expectRefusal(await report(back), 409, 'postal-return-too-early');
    expect(await taken(attempt)).toMatchObject({ effect: 'applied', state: 'attempted' });
    const problem = expectRefusal(await report(back), 409, 'postal-return-too-early');
    expect(problem.detail).toMatch(/sớm nhất ngày \d{2}\/\d{2}\/\d{4}/);
    expect(await stateOf(parcel!)).toBe('attempted');
  });

  it('stays delivered, whatever else is reported of it: that is kept as evidence', async () => {
    const delivered = { tracking: 'TUY-Y-01', event: 'delivered', occurredAt: now(5) };
    expect(await taken(delivered)).toMatchObject({ effect: 'applied', state: 'delivered' });
    expect(await taken(delivered)).toMatchObject({ effect: 'duplicate' });
    const lost = { order: parcel!.order, event: 'lost', occurredAt: now(4) };
    expectRefusal(await report(lost), 409, 'postal-contradiction');
    const logged = await door.count(parcel!, 'postal-event');
    expectRefusal(await report(lost), 409, 'postal-contradiction');
    expect(await door.count(parcel!, 'postal-event')).toBe(logged);
    expect((await reaches(door, parcel!, 'returned')).outcomes).toContainEqual({
      channel: 'post',
      outcome: 'delivered',
    });
  });

  it('that its addressee refused goes back at once, and the agency keeps the result', async () => {
    await taken({ order: refused!.order, event: 'handed-over', occurredAt: now(30) });
    const back = {
      order: refused!.order,
      event: 'returned-to-agency',
      reason: 'refused',
      occurredAt: now(20),
    };
    expect(await taken(back)).toMatchObject({ effect: 'applied', state: 'returned-to-agency' });
    expect((await reaches(door, refused!, 'kept-at-agency')).outcomes).toContainEqual({
      channel: 'post',
      outcome: 'returned-to-agency',
    });
  });
});
