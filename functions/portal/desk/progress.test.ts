import { describe, expect, it } from 'vitest';
import type { Channel, EventType, Status } from '../../tracking/index.ts';
import { isUnderWay } from './progress.ts';

const at = (status: Status, types: readonly EventType[] = [], channels: Channel[] = ['link']) =>
  isUnderWay(
    { channels },
    { status, outcomes: types.includes('channel-settled') ? [{ channel: 'link', outcome: 'sent' }] : [] },
    types.map((type) => ({ type })),
  );

describe('a revision', () => {
  it.each(['accepted', 'rendered', 'approved', 'rejected', 'signed', 'sealed'] as const)(
    'that is %s goes on by itself',
    (status) => expect(at(status)).toBe(true),
  );

  it.each([
    'awaiting-approval',
    'awaiting-signature',
    'awaiting-seal',
    'awaiting-repair',
    'awaiting-trust-service',
    'returned-for-correction',
    'returned',
    'kept-at-agency',
    'cancelled',
    'failed',
  ] as const)('that is %s is not waited for', (status) => expect(at(status)).toBe(false));

  it('goes on once the seal is authorised', () => {
    expect(at('awaiting-seal', ['seal-requested', 'seal-authorised'])).toBe(true);
  });

  it('that is issued goes on until only people are waited for', () => {
    expect(at('issued')).toBe(true);
    expect(at('issued', ['channel-settled'])).toBe(true);
    expect(at('issued', [], ['counter'])).toBe(true);
    expect(at('issued', ['collection-awaited'], ['counter'])).toBe(false);
    expect(at('issued', ['channel-settled', 'delivery-awaited'], ['link', 'post'])).toBe(false);
    expect(at('issued', ['delivery-awaited'], ['link', 'post'])).toBe(true);
  });
});
