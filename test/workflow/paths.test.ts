import { describe, expect, it } from 'vitest';
import { definition, transitionsOf } from '../workflow-rules/definition.ts';
import { describeChannelRepairs, describeMainRepairs } from './repair-paths.ts';
import { rehearse, silence, transitionsTaken, StepFailure, type Performance } from './rehearsal.ts';

const names = (performance: Performance) => performance.calls.map(({ name }) => name);

/** A step is tried once, and as often again as its Retry allows. */
const ATTEMPTS = 1 + (definition.States['SealResult']?.Retry?.[0]?.MaxAttempts ?? 0);

const signedAndSealed = [
  'render-result',
  'await-approval',
  'prepare-signature',
  'sign-with-kms',
  'embed-signature',
  'seal-result',
  'augment-result',
  'archive-result',
];

describe('the road of a result', () => {
  it('renders, asks, signs, seals, archives, sends the link and completes', async () => {
    const performance = await rehearse();
    expect(names(performance)).toEqual([...signedAndSealed, 'send-download-link', 'complete-return']);
    expect(performance.status).toBe('SUCCEEDED');
  });

  it('gives every step the version, the code and the revision', async () => {
    const { calls } = await rehearse();
    for (const { payload } of calls) expect(payload).toMatchObject({ v: 1, code: 'd', revision: 1 });
  });

  it('prepares what was approved: the draft and the hash the official saw', async () => {
    const { calls } = await rehearse();
    const prepare = calls.find(({ name }) => name === 'prepare-signature');
    expect(prepare?.payload).toMatchObject({
      document: { key: 'drafts/x.pdf' },
      approvedSha256: 'a'.repeat(64),
    });
  });

  it('ends as succeeded when the official returns the dossier for correction, and signs nothing', async () => {
    const performance = await rehearse({
      'await-approval': () => ({ decision: 'rejected', reason: 'sai số thửa' }),
    });
    expect(names(performance)).toEqual(['render-result', 'await-approval', 'return-for-correction']);
    expect(performance.calls.at(-1)?.payload['reason']).toBe('sai số thửa');
    expect(performance.status).toBe('SUCCEEDED');
  });

  it('waits for a signature made elsewhere where the official has a token of their own', async () => {
    const performance = await rehearse({ 'render-result': () => draft({ signer: 'external' }) });
    expect(names(performance)).toContain('await-signature');
    expect(names(performance)).not.toContain('sign-with-kms');
    expect(performance.status).toBe('SUCCEEDED');
  });

  it.each(['pkcs12', 'csc'])(
    'signs with what is kept under seal where the official’s key is %s',
    async (signer) => {
      const performance = await rehearse({ 'render-result': () => draft({ signer }) });
      expect(names(performance)).toContain('sign-with-secret');
      expect(names(performance)).not.toContain('sign-with-kms');
      expect(performance.status).toBe('SUCCEEDED');
    },
  );

  it('waits for the clerk where the agency seals by hand', async () => {
    const performance = await rehearse({ 'render-result': () => draft({ sealing: 'by-hand' }) });
    expect(names(performance).indexOf('await-seal')).toBe(names(performance).indexOf('seal-result') - 1);
  });

  it.each([
    [['link'], ['send-download-link']],
    [['post'], ['create-postal-order', 'await-delivery']],
    [['counter'], ['await-collection']],
    [
      ['link', 'post', 'counter'],
      ['await-collection', 'await-delivery', 'create-postal-order', 'send-download-link'],
    ],
  ])('takes the branches asked for, %j, and no other', async (channels, expected) => {
    const performance = await rehearse({ 'render-result': () => draft({ channels }) });
    const after = names(performance).slice(signedAndSealed.length, -1);
    expect(after.toSorted()).toEqual(expected.toSorted());
  });
});

describe('what fails', () => {
  it('retries what is transient and goes on by itself', async () => {
    const performance = await rehearse({
      'embed-signature': (_, times) => {
        if (times < 3) throw new StepFailure('TsaUnavailable');
        return { document: { key: 'k', sha256: 'c'.repeat(64) } };
      },
    });
    expect(names(performance).filter((name) => name === 'embed-signature')).toHaveLength(3);
    expect(names(performance)).not.toContain('await-repair');
    expect(performance.status).toBe('SUCCEEDED');
  });

  it.each([
    'render-result',
    'await-approval',
    'prepare-signature',
    'embed-signature',
    'seal-result',
    'augment-result',
    'archive-result',
    'complete-return',
  ])('asks an operator when %s fails for good, and goes back to it', async (name) => {
    const performance = await rehearse(failingOnce(name));
    const called = names(performance);
    expect(called.filter((each) => each === name)).toHaveLength(2);
    expect(called[called.indexOf(name) + 1]).toBe('await-repair');
    expect(performance.status).toBe('SUCCEEDED');
  });

  it.each([
    ['await-signature', { signer: 'external' }],
    ['await-seal', { sealing: 'by-hand' }],
  ])('asks an operator when %s cannot be asked for', async (name, how) => {
    const performance = await rehearse({ 'render-result': () => draft(how), ...failingOnce(name) });
    expect(names(performance)).toContain('await-repair');
    expect(performance.status).toBe('SUCCEEDED');
  });

  it('asks an operator when a return for correction cannot be recorded', async () => {
    const performance = await rehearse({
      'await-approval': () => ({ decision: 'rejected', reason: 'sai' }),
      ...failingOnce('return-for-correction'),
    });
    expect(names(performance).slice(-2)).toEqual(['await-repair', 'return-for-correction']);
  });

  it('signs once more, with more room, where the timestamp did not fit the official’s signature', async () => {
    const performance = await rehearse({
      'embed-signature': (_, times) => {
        if (times === 1) throw new StepFailure('SignatureRoomTooSmall');
        return { document: { key: 'k', sha256: 'c'.repeat(64) } };
      },
    });
    const prepared = performance.calls.filter(({ name }) => name === 'prepare-signature');
    expect(prepared.map(({ payload }) => payload['wideRoom'])).toEqual([false, true]);
    expect(names(performance)).not.toContain('await-repair');
    expect(performance.status).toBe('SUCCEEDED');
  });

  it('tells the operator the state, the error and its cause', async () => {
    const { calls } = await rehearse(failingOnce('seal-result'));
    const repair = calls.find(({ name }) => name === 'await-repair');
    expect(repair?.payload).toMatchObject({
      failedState: 'SealResult',
      failure: { error: 'Broken' },
      repair: 1,
    });
  });

  it('cancels when the operator says so', async () => {
    const performance = await rehearse({
      ...failingOnce('seal-result'),
      'await-repair': () => ({ action: 'cancel', reason: 'operator' }),
    });
    expect(names(performance).at(-1)).toBe('cancel-return');
    expect(performance.calls.at(-1)?.payload['reason']).toBe('operator');
    expect(performance.status).toBe('SUCCEEDED');
  });

  it('cancels after fifteen repairs of what stays broken', async () => {
    const performance = await rehearse({ 'archive-result': () => broken() });
    expect(performance.calls.at(-1)?.payload['reason']).toBe('too-many-repairs');
  });
});

/** The named function finds its trust service away until it was called that often. */
const awayFor = (name: string, calls: number, error = 'TsaUnavailable') => ({
  [name]: (_: unknown, times: number) => {
    if (times <= calls) throw new StepFailure(error);
    const document = { key: 'k', sha256: 'c'.repeat(64) };
    const prepared = { key: 'k', field: 'official', digest: 'd' };
    return { document, prepared, number: { symbol: '01/GPXD' }, level: 'B-LTA' };
  },
});

describe('a timestamp or revocation service that is away', () => {
  it.each([
    ['prepare-signature', 'RevocationUnavailable'],
    ['seal-result', 'RevocationUnavailable'],
    ['embed-signature', 'TsaUnavailable'],
    ['seal-result', 'TsaUnavailable'],
    ['augment-result', 'TsaUnavailable'],
    ['augment-result', 'RevocationUnavailable'],
  ])('lets %s wait for hours (%s) and go on by itself', async (name, error) => {
    const performance = await rehearse(awayFor(name, ATTEMPTS * 4 + 2, error));
    expect(names(performance)).toContain('await-trust-service');
    expect(names(performance)).not.toContain('await-repair');
    expect(performance.status).toBe('SUCCEEDED');
  });

  it('is said in the log: which step waits, for what, and how often', async () => {
    const { calls } = await rehearse(awayFor('seal-result', ATTEMPTS * 2 + 2));
    const waits = calls.filter(({ name }) => name === 'await-trust-service').map(({ payload }) => payload);
    expect(waits).toMatchObject([
      { failedState: 'SealResult', error: 'TsaUnavailable', wait: 1 },
      { failedState: 'SealResult', error: 'TsaUnavailable', wait: 2 },
    ]);
  });

  it('is shown to an operator after 36 waits', async () => {
    const performance = await rehearse(awayFor('augment-result', ATTEMPTS * 37));
    const repair = performance.calls.find(({ name }) => name === 'await-repair');
    expect(repair?.payload).toMatchObject({
      failedState: 'AugmentResult',
      failure: { error: 'TsaUnavailable' },
    });
    expect(names(performance).filter((name) => name === 'await-trust-service')).toHaveLength(36);
    expect(performance.status).toBe('SUCCEEDED');
  });

  it('is repaired by a person where even the wait cannot be recorded', async () => {
    const performance = await rehearse({
      ...awayFor('embed-signature', ATTEMPTS),
      'await-trust-service': broken,
    });
    const repair = performance.calls.find(({ name }) => name === 'await-repair');
    expect(repair?.payload).toMatchObject({ failedState: 'EmbedSignature', failure: { error: 'Broken' } });
    expect(performance.status).toBe('SUCCEEDED');
  });
});

describe('people who do not answer', () => {
  it('reminds the official fourteen times, then asks an operator', async () => {
    const performance = await rehearse({
      'await-approval': (_, times) =>
        times <= 14 ? silence : { decision: 'approved', sha256: 'a'.repeat(64) },
    });
    const asked = performance.calls.filter(({ name }) => name === 'await-approval');
    expect(asked.map(({ payload }) => payload['reminder'])).toEqual(
      [...Array(15).keys()].map((n) => Math.min(n, 14)),
    );
    expect(names(performance)).toContain('await-repair');
    expect(performance.status).toBe('SUCCEEDED');
  });

  it('keeps a result nobody collects at the agency', async () => {
    const { calls } = await rehearse({
      'render-result': () => draft({ channels: ['counter'] }),
      'await-collection': () => silence,
    });
    expect(calls.at(-1)?.payload['outcomes']).toContainEqual({
      channel: 'counter',
      outcome: 'kept-at-agency',
    });
  });

  it('leaves a parcel nobody reports on as unconfirmed', async () => {
    const { calls } = await rehearse({
      'render-result': () => draft({ channels: ['post'] }),
      'await-delivery': () => silence,
    });
    expect(calls.at(-1)?.payload['outcomes']).toContainEqual({ channel: 'post', outcome: 'unconfirmed' });
  });

  it('ends by itself within 300 days when nobody ever answers', async () => {
    const nobody = Object.fromEntries(
      ['approval', 'signature', 'seal', 'delivery', 'collection', 'repair'].map((wait) => [
        `await-${wait}`,
        () => silence,
      ]),
    );
    const performance = await rehearse(nobody);
    expect(performance.status).toBe('SUCCEEDED');
    expect(performance.calls.at(-1)).toMatchObject({
      name: 'cancel-return',
      payload: { reason: 'repair-expired' },
    });
    expect(performance.days).toBeLessThanOrEqual(300);
  });
});

describeChannelRepairs();
describeMainRepairs();

describe('all of these together', () => {
  it('take every transition of the definition, and no other', () => {
    expect([...transitionsTaken()].toSorted()).toEqual(transitionsOf(definition));
  });
});

function draft(how: Record<string, unknown>) {
  const document = { key: 'drafts/x.pdf', sha256: 'a'.repeat(64), pages: 1 };
  return { document, channels: ['link'], signer: 'kms', sealing: 'standing', ...how };
}

function broken(): never {
  throw new StepFailure('Broken');
}

/** The named function fails the first time and does its part the second. */
function failingOnce(name: string) {
  const good: Record<string, unknown> = {
    'render-result': draft({}),
    'await-approval': { decision: 'approved', sha256: 'a'.repeat(64) },
    'return-for-correction': { status: 'returned-for-correction' },
    'prepare-signature': { prepared: { key: 'k', field: 'official', digest: 'd' } },
    'sign-with-kms': { signature: { field: 'official', digest: 'd' } },
    'await-signature': { signature: { field: 'official', digest: 'd' } },
    'embed-signature': { document: { key: 'k', sha256: 's' } },
    'await-seal': { sealedBy: 'clerk' },
    'seal-result': { document: { key: 'k', sha256: 's' }, number: { symbol: '01/GPXD' } },
    'augment-result': { document: { key: 'k', sha256: 's' }, level: 'B-LTA' },
    'archive-result': { archived: { key: 'k' } },
    'send-download-link': { channel: 'link', outcome: 'sent' },
    'create-postal-order': { order: 'KQ1' },
    'await-delivery': { outcome: 'delivered' },
    'await-collection': { outcome: 'collected' },
    'complete-return': { status: 'returned', settled: { link: 'sent', post: 'open', counter: 'open' } },
  };
  return { [name]: (_: unknown, times: number) => (times === 1 ? broken() : good[name]) };
}
