import { describe, expect, it } from 'vitest';
import { brokenDeskSeconds } from '../../infra/workflow-limits.ts';
import { workflowSettings } from '../../infra/workflow-settings.ts';
import { late, rehearse, silence, StepFailure, type Actor, type Performance } from './rehearsal.ts';

const names = ({ calls }: Performance) => calls.map(({ name }) => name);
const last = ({ calls }: Performance) => calls.at(-1);
const times = (performance: Performance, name: string) =>
  names(performance).filter((each) => each === name).length;
const outcomesOf = (performance: Performance) => last(performance)?.payload['outcomes'];
const repairsOf = (performance: Performance) =>
  performance.calls.filter(({ name }) => name === 'await-repair').map(({ payload }) => payload);

const document = { key: 'drafts/x.pdf', sha256: 'a'.repeat(64), pages: 1 };
const asking = (channels: string[], how: object = {}): Record<string, Actor> => ({
  'render-result': () => ({ document, channels, signer: 'kms', sealing: 'standing', ...how }),
});
const broken: Actor = () => {
  throw new StepFailure('Broken');
};
const until = (good: number, bad: Actor, answer: unknown): Actor => {
  return (payload, count) => (count < good ? bad(payload, count) : answer);
};
const brokenDays = (pauses: number) => brokenDeskSeconds(workflowSettings, pauses) / 86_400;
const stop = () => ({ action: 'cancel', reason: 'operator' });

/** Days everybody lets pass who answers at the last moment. */
const AT_LAST = { approval: 2.9, signature: 2.9, seal: 0.9, repair: 6.9 };

export function describeChannelRepairs(): void {
  describe('a channel that fails', () => {
    it.each([
      ['link', 'send-download-link', { channel: 'link', outcome: 'sent' }],
      ['post', 'create-postal-order', { order: 'KQ2' }],
      ['post', 'await-delivery', { outcome: 'delivered' }],
      ['counter', 'await-collection', { outcome: 'collected' }],
    ])('is repaired by itself while the others go on: %s at %s', async (channel, name, answer) => {
      const performance = await rehearse({
        ...asking(['link', 'post', 'counter']),
        [name]: until(2, broken, answer),
      });
      expect(repairsOf(performance)).toMatchObject([{ channel, attempt: 1, repair: 0 }]);
      expect(times(performance, name)).toBe(2);
      expect(times(performance, 'complete-return')).toBe(1);
      expect(performance.status).toBe('SUCCEEDED');
    });

    it('stands on the desk the day it fails, not when its slowest sibling ends', async () => {
      const performance = await rehearse({
        ...asking(['link', 'counter']),
        'send-download-link': until(2, broken, { channel: 'link', outcome: 'sent' }),
        'await-collection': () => late(20, { outcome: 'collected' }),
        'await-repair': () => late(1, { action: 'retry', reason: 'operator' }),
      });
      const dayOf = (name: string) =>
        performance.calls.findLast((call) => call.name === name)?.day.toFixed(0);
      expect(dayOf('await-repair')).toBe('0');
      expect(dayOf('send-download-link')).toBe('1');
      expect(dayOf('complete-return')).toBe('20');
    });

    it('tells the operator the state, the error and its cause', async () => {
      const performance = await rehearse({
        ...asking(['post']),
        'create-postal-order': until(2, broken, { order: 'KQ2' }),
      });
      expect(repairsOf(performance)[0]).toMatchObject({
        failedState: 'CreatePostalOrder',
        failure: { error: 'Broken' },
      });
    });

    it('orders the post anew for a parcel that was lost', async () => {
      const performance = await rehearse({
        ...asking(['post']),
        'await-delivery': (_, count) => ({ outcome: count === 1 ? 'failed' : 'delivered' }),
      });
      expect(repairsOf(performance)[0]).toMatchObject({
        failedState: 'AwaitDelivery',
        failure: { error: 'ParcelLost' },
      });
      expect(times(performance, 'create-postal-order')).toBe(2);
      expect(outcomesOf(performance)).toContainEqual({ channel: 'post', outcome: 'delivered' });
    });

    it.each([
      ['link', 'send-download-link'],
      ['post', 'create-postal-order'],
      ['counter', 'await-collection'],
    ])(
      'ends as failed when the operator gives up the %s, and the return is completed, not cancelled',
      async (channel, name) => {
        const performance = await rehearse({ ...asking([channel]), [name]: broken, 'await-repair': stop });
        expect(outcomesOf(performance)).toContainEqual({ channel, outcome: 'failed', error: 'Broken' });
        expect(names(performance)).not.toContain('cancel-return');
        expect(performance.status).toBe('SUCCEEDED');
      },
    );

    it('ends as failed after six silent weeks; an issued result is never cancelled by silence', async () => {
      const performance = await rehearse({
        ...asking(['link', 'post', 'counter']),
        'create-postal-order': broken,
        'send-download-link': broken,
        'await-collection': broken,
        'await-repair': () => silence,
      });
      expect(outcomesOf(performance)).toMatchObject([
        { channel: 'link', outcome: 'failed' },
        { channel: 'post', outcome: 'failed' },
        { channel: 'counter', outcome: 'failed' },
      ]);
      expect(names(performance)).not.toContain('cancel-return');
      expect(performance.days).toBe(42);
    });

    it('waits for a desk that is broken, two weeks, without using up its patience', async () => {
      const performance = await rehearse({
        ...asking(['link', 'post', 'counter']),
        'send-download-link': until(2, broken, { channel: 'link', outcome: 'sent' }),
        'create-postal-order': until(2, broken, { order: 'KQ2' }),
        'await-collection': until(2, broken, { outcome: 'collected' }),
        'await-repair': (_, count) =>
          count <= 20 ? broken(_, count) : { action: 'retry', reason: 'operator' },
      });
      expect(repairsOf(performance).map(({ reminder }) => reminder)).not.toContain(1);
      expect(outcomesOf(performance)).toMatchObject([
        { outcome: 'sent' },
        { outcome: 'delivered' },
        { outcome: 'collected' },
      ]);
    });

    it('is given up when the desk stays broken', async () => {
      const channels = ['link', 'post', 'counter'];
      const performance = await rehearse({
        ...asking(channels),
        'send-download-link': broken,
        'create-postal-order': broken,
        'await-collection': broken,
        'await-repair': broken,
      });
      expect(outcomesOf(performance)).toMatchObject(
        channels.map((channel) => ({ channel, outcome: 'failed' })),
      );
      expect(performance.days).toBe(Math.round(brokenDays(workflowSettings.RepairPauses)));
    });
  });
}

export function describeMainRepairs(): void {
  describe('the operator’s desk', () => {
    it.each([
      ['sign-with-kms', 'kms', { signature: { field: 'official', digest: 'd' } }],
      ['sign-with-secret', 'csc', { signature: { field: 'official', digest: 'd' } }],
      ['await-signature', 'external', { signature: { field: 'official', digest: 'd' } }],
    ])(
      'has the signature prepared anew after %s failed: key or certificate may be new',
      async (name, signer, answer) => {
        const performance = await rehearse({
          ...asking(['link'], { signer }),
          [name]: until(2, broken, answer),
        });
        const called = names(performance);
        expect(called.slice(called.indexOf('await-repair') + 1)[0]).toBe('prepare-signature');
        expect(times(performance, name)).toBe(2);
        expect(performance.status).toBe('SUCCEEDED');
      },
    );

    it('asks again for a cancellation that failed, whatever was answered, until it is done', async () => {
      const performance = await rehearse({
        'seal-result': broken,
        'await-repair': (_, count) => (count === 2 ? { action: 'retry', reason: 'operator' } : stop()),
        'cancel-return': until(3, broken, { status: 'cancelled' }),
      });
      expect(repairsOf(performance).map(({ failedState }) => failedState)).toEqual([
        'SealResult',
        'CancelReturn',
        'CancelReturn',
      ]);
      expect(last(performance)).toMatchObject({ name: 'cancel-return', payload: { reason: 'operator' } });
      expect(performance.status).toBe('SUCCEEDED');
    });

    it('asks about a cancellation that fails even after it gave up the repair', async () => {
      const performance = await rehearse({
        'seal-result': broken,
        'await-repair': (payload) => (payload['failedState'] === 'SealResult' ? silence : stop()),
        'cancel-return': until(2, broken, { status: 'cancelled' }),
      });
      expect(last(performance)).toMatchObject({
        name: 'cancel-return',
        payload: { reason: 'repair-expired' },
      });
      expect(performance.status).toBe('SUCCEEDED');
    });

    it('repairs the channels as a whole where an answer fits none of them; each counts its repairs anew', async () => {
      const performance = await rehearse({
        ...asking(['link', 'counter']),
        'await-collection': (_, count) => (count === 1 ? {} : { outcome: 'collected' }),
        'send-download-link': (_, count) =>
          count === 2 ? broken(_, count) : { channel: 'link', outcome: 'sent' },
      });
      expect(repairsOf(performance)).toMatchObject([
        { failedState: 'ReturnByChannel', failure: { error: 'States.QueryEvaluationError' }, repair: 1 },
        { failedState: 'SendDownloadLink', repair: 1, channel: 'link', attempt: 1 },
      ]);
      expect(performance.status).toBe('SUCCEEDED');
    });

    it('uses up no patience while it is broken: silence after that still lasts six weeks', async () => {
      const performance = await rehearse({
        'seal-result': broken,
        'await-repair': (payload, count) => (count <= 5 ? broken(payload, count) : silence),
      });
      expect(last(performance)).toMatchObject({
        name: 'cancel-return',
        payload: { reason: 'repair-expired' },
      });
      expect(performance.days).toBe(Math.round(brokenDays(5) + 42));
    });

    it('cancels what was never issued when it stays broken for two weeks', async () => {
      const performance = await rehearse({ 'seal-result': broken, 'await-repair': broken });
      expect(last(performance)).toMatchObject({ name: 'cancel-return', payload: { reason: 'desk-broken' } });
      expect(performance.days).toBe(Math.round(brokenDays(workflowSettings.RepairPauses)));
    });
  });

  describe('people who answer at the last moment', () => {
    it.each([
      [
        'signature',
        'await-signature',
        { signer: 'external' },
        { signature: { field: 'official', digest: 'd' } },
      ],
      ['seal', 'await-seal', { sealing: 'by-hand' }, { sealedBy: 'clerk' }],
    ])(
      'an exhausted wait for the %s is the operator’s, and goes on from there',
      async (cause, name, how, answer) => {
        const performance = await rehearse({
          ...asking(['link'], how),
          [name]: (_, count) => (count <= 14 ? silence : answer),
        });
        const [repair] = repairsOf(performance);
        expect(repair).toMatchObject({ failure: { error: 'WaitExhausted', cause } });
        expect(performance.status).toBe('SUCCEEDED');
      },
    );

    it('end within 300 days, however often a lost parcel is repaired', async () => {
      const performance = await rehearse({
        ...asking(['post', 'counter', 'link']),
        'await-delivery': (_, count) => (count % 4 === 0 ? late(14.9, { outcome: 'failed' }) : silence),
        'await-repair': () => late(AT_LAST.repair, { action: 'retry', reason: 'operator' }),
      });
      expect(performance.status).toBe('SUCCEEDED');
      expect(outcomesOf(performance)).toContainEqual({
        channel: 'post',
        outcome: 'failed',
        error: 'ParcelLost',
      });
      expect(performance.days).toBeGreaterThan(180);
      expect(performance.days).toBeLessThanOrEqual(300);
    });

    it('end within 300 days, however slow every one of them is', async () => {
      const performance = await rehearse({
        ...asking(['post', 'counter'], { signer: 'external', sealing: 'by-hand' }),
        'await-approval': (_, count) =>
          count < 14 ? silence : late(AT_LAST.approval, { decision: 'approved', sha256: 'a'.repeat(64) }),
        'await-signature': (_, count) =>
          count % 7 === 0
            ? late(AT_LAST.signature, { signature: { field: 'official', digest: 'd' } })
            : silence,
        'await-seal': (_, count) => (count % 14 === 0 ? late(AT_LAST.seal, { sealedBy: 'clerk' }) : silence),
        'prepare-signature': (_, count) =>
          count < 3 ? broken(_, count) : { prepared: { key: 'k', field: 'official', digest: 'd' } },
        'await-delivery': () => silence,
        'await-collection': (_, count) => (count % 3 === 0 ? late(29, broken) : silence),
        'complete-return': broken,
        'await-repair': () => late(AT_LAST.repair, { action: 'retry', reason: 'operator' }),
      });
      expect(performance.status).toBe('SUCCEEDED');
      expect(last(performance)).toMatchObject({ name: 'cancel-return' });
      expect(performance.days).toBeLessThanOrEqual(300);
      expect(performance.events).toBeLessThan(25_000);
    });
  });
}
