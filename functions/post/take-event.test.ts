import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  postalEventKind,
  type PostalEventKind,
  type PostalReason,
  type ReportedEvent,
} from './postal-event.ts';
import { FINAL, orderCode, type PostalOrder } from './postal-order.ts';
import { possibleEvents, takeEvent } from './take-event.ts';

const order: PostalOrder = {
  v: 1,
  order: 'KQ0123456789AB',
  code: 'H01.12-261112-0001',
  revision: 1,
  sequence: 1,
  office: '630000',
  createdAt: '2026-11-23T02:00:00.000Z',
  state: 'created',
  queued: true,
  applied: [],
  waiting: [],
  contradicting: [],
  version: 1,
  settled: true,
};

function event(kind: PostalEventKind, at: string, more: Partial<ReportedEvent> = {}): ReportedEvent {
  const occurredAt = `${at}.000Z`;
  return {
    key: `${kind}:${occurredAt}`,
    event: kind,
    carrierEvent: kind,
    occurredAt,
    actor: { kind: 'post', id: 'post-1' },
    ...more,
  };
}

/** The order after each event took effect. */
function after(...events: ReportedEvent[]): PostalOrder {
  let current = order;
  for (const each of events) {
    const verdict = takeEvent(current, each);
    if (!('order' in verdict)) throw new Error(verdict.kind);
    current = verdict.order;
  }
  return current;
}

const kindOf = (current: PostalOrder, each: ReportedEvent) => takeEvent(current, each).kind;
const handedOver = event('handed-over', '2026-11-23T03:00:00', { tracking: 'EB000717618HK' });
const attempt = (day: string) => event('attempt-failed', `2026-${day}T03:00:00`, { reason: 'not-delivered' });
const back = (day: string, reason: PostalReason) =>
  event('returned-to-agency', `2026-${day}T08:00:00`, { reason });

describe('the road of a parcel', () => {
  it('leads from the office to the recipient', () => {
    const delivered = after(
      handedOver,
      event('in-transit', '2026-11-23T05:00:00'),
      attempt('11-25'),
      event('delivered', '2026-11-26T03:00:00'),
    );
    expect(delivered).toMatchObject({ state: 'delivered', tracking: 'EB000717618HK', settled: false });
    expect(possibleEvents(delivered)).toEqual([]);
  });

  it.each(['in-transit', 'attempt-failed', 'delivered', 'returned-to-agency', 'lost'] as const)(
    'lets "%s" wait for the hand-over, then applies it',
    (kind) => {
      const early = event(kind, '2026-11-23T04:00:00', { reason: 'refused' });
      const waiting = after(early);
      expect(waiting).toMatchObject({ state: 'created', waiting: [early] });
      const applied = after(early, handedOver);
      expect(applied.applied.map((each) => each.event)).toEqual(['handed-over', kind]);
      expect(applied.waiting).toEqual([]);
    },
  );

  it('applies what waited in the order in which it happened', () => {
    const delivered = event('delivered', '2026-11-26T03:00:00');
    const order = after(delivered, attempt('11-25'), handedOver);
    expect(order.applied.map((each) => each.event)).toEqual(['handed-over', 'attempt-failed', 'delivered']);
  });

  it('keeps as a contradiction what waited and does not fit', () => {
    const order = after(
      event('delivered', '2026-11-26T03:00:00'),
      event('lost', '2026-11-27T03:00:00'),
      handedOver,
    );
    expect(order).toMatchObject({ state: 'delivered', contradicting: [{ event: 'lost' }] });
  });

  it.each([
    ['delivered', 'returned-to-agency'],
    ['delivered', 'attempt-failed'],
    ['delivered', 'lost'],
    ['returned-to-agency', 'delivered'],
    ['lost', 'delivered'],
  ] as const)('never goes back: after "%s", "%s" is a contradiction', (first, then) => {
    const settled = after(handedOver, event(first, '2026-11-24T03:00:00', { reason: 'refused' }));
    const verdict = takeEvent(settled, event(then, '2026-11-25T03:00:00', { reason: 'refused' }));
    expect(verdict).toMatchObject({
      kind: 'contradiction',
      order: { state: first, contradicting: [{ event: then }] },
    });
  });

  it('takes a repeated report and a repeated outcome for the same', () => {
    const settled = after(handedOver, event('delivered', '2026-11-24T03:00:00'));
    expect(kindOf(settled, handedOver)).toBe('duplicate');
    expect(kindOf(settled, event('delivered', '2026-11-24T03:00:05'))).toBe('duplicate');
    const waiting = after(event('delivered', '2026-11-24T03:00:00'));
    expect(kindOf(waiting, event('delivered', '2026-11-24T03:00:00'))).toBe('duplicate');
  });

  it('takes a hand-over under another number for a contradiction', () => {
    const other = event('handed-over', '2026-11-23T04:00:00', { tracking: 'EB000717621HK' });
    expect(kindOf(after(handedOver), other)).toBe('contradiction');
  });
});

describe('going back to the agency', () => {
  it('needs two invitations', () => {
    expect(kindOf(after(handedOver), back('11-25', 'not-delivered'))).toBe('return-too-early');
    const verdict = takeEvent(after(handedOver, attempt('11-25')), back('11-30', 'not-delivered'));
    expect(verdict).toEqual({ kind: 'return-too-early', from: '2026-11-27' });
  });

  it('needs them two working days apart', () => {
    const tooSoon = after(handedOver, attempt('11-25'), attempt('11-26'));
    expect(kindOf(tooSoon, back('11-26', 'not-delivered'))).toBe('return-too-early');
    const apart = after(handedOver, attempt('11-25'), attempt('11-27'));
    expect(kindOf(apart, back('11-27', 'not-delivered'))).toBe('applied');
  });

  it('does not count weekends and holidays', () => {
    const overHoliday = after(handedOver, attempt('11-23'), attempt('11-25'));
    expect(kindOf(overHoliday, back('11-25', 'not-delivered'))).toBe('return-too-early');
    const overWeekend = after(handedOver, attempt('11-27'), attempt('11-30'));
    expect(kindOf(overWeekend, back('11-30', 'not-delivered'))).toBe('return-too-early');
  });

  it('counts days in Vietnam: 23:30 and 00:30 there are two days', () => {
    const first = event('attempt-failed', '2026-11-24T16:30:00', { reason: 'not-delivered' });
    const second = event('attempt-failed', '2026-11-25T17:30:00', { reason: 'not-delivered' });
    const order = after(handedOver, first, second);
    expect(kindOf(order, back('11-27', 'not-delivered'))).toBe('applied');
  });

  it.each(['wrong-address', 'moved', 'not-found', 'refused'] as const)(
    'may happen at once for "%s"',
    (why) => {
      expect(kindOf(after(handedOver), back('11-24', why))).toBe('applied');
    },
  );
});

const anyReport = fc
  .record({
    kind: fc.constantFrom(...postalEventKind.options),
    minute: fc.integer({ min: 0, max: 59 }),
    reason: fc.constantFrom('refused' as const, 'not-delivered' as const),
  })
  .map(({ kind, minute, reason }) =>
    event(kind, `2026-11-25T03:${String(minute).padStart(2, '0')}:00`, { reason }),
  );

it('whatever is reported in whatever order, loses nothing and never leaves an outcome', () => {
  fc.assert(
    fc.property(fc.array(anyReport, { maxLength: 12 }), (reports) => {
      let current = order;
      for (const each of reports) {
        const verdict = takeEvent(current, each);
        if (!('order' in verdict)) continue;
        if (FINAL.has(current.state)) expect(verdict.order.state).toBe(current.state);
        current = verdict.order;
        const { applied, waiting, contradicting } = current;
        expect([...applied, ...waiting, ...contradicting].map((known) => known.key)).toContain(each.key);
        expect(takeEvent(current, each).kind).toBe('duplicate');
      }
      const kinds = current.applied.map((each) => each.event);
      expect(kinds.indexOf('handed-over')).toBe(kinds.length > 0 ? 0 : -1);
      expect(kinds.filter((kind) => kind === 'handed-over').length).toBeLessThanOrEqual(1);
      expect(current.applied.length === 0 || current.waiting.length === 0).toBe(true);
    }),
  );
});

it('gives an order a code of its own that a bar code holds', () => {
  const id = { code: 'H01.12-261112-0001', revision: 1 };
  const codes = new Set([1, 2, 3].map((sequence) => orderCode(id, sequence)));
  expect(codes.size).toBe(3);
  for (const code of codes) expect(code).toMatch(/^KQ[0-9A-HJKMNP-TV-Z]{12}$/);
  expect(orderCode(id, 1)).toBe(orderCode({ ...id }, 1));
});

describe('an event that names a time before the hand-over', () => {
  const early = (at: string) => event('delivered', at);

  it('contradicts it, but for the little that clocks differ', () => {
    expect(kindOf(after(handedOver), early('2026-11-23T02:54:59'))).toBe('contradiction');
    expect(kindOf(after(handedOver), early('2026-11-23T02:55:00'))).toBe('applied');
  });

  it('contradicts it also when it was reported first', () => {
    const current = after(early('2026-11-23T02:30:00'), handedOver);
    expect(current.state).toBe('handed-over');
    expect(current.contradicting).toHaveLength(1);
  });
});

describe('an order', () => {
  it('keeps two hundred events, and what ends its way above that', () => {
    const transit = Array.from({ length: 199 }, (_, n) =>
      event(
        'in-transit',
        `2026-11-23T04:${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`,
      ),
    );
    const full = after(handedOver, ...transit);
    expect(kindOf(full, event('in-transit', '2026-11-24T04:00:00'))).toBe('full');
    const waiting = { ...order, waiting: full.applied };
    expect(kindOf(waiting, event('in-transit', '2026-11-24T04:00:00'))).toBe('full');
    const delivered = takeEvent(full, event('delivered', '2026-11-24T05:00:00'));
    expect(delivered.kind).toBe('applied');
    const ended = 'order' in delivered ? delivered.order : full;
    expect(kindOf(ended, event('lost', '2026-11-25T05:00:00'))).toBe('full');
  });
});
