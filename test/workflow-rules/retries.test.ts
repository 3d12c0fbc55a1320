import { describe, expect, it } from 'vitest';
import { PASSING_FAILURES } from '../../functions/platform/failures.ts';
import { everyState, everyTask, waitsForToken } from './definition.ts';

const TRANSIENT = [
  'AwsUnavailable',
  'Sandbox.Timedout',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.ClientExecutionTimeoutException',
];

const retriers = everyState.flatMap(({ name, state }) =>
  (state.Retry ?? []).map((retry) => ({ name, ...retry })),
);
const catchers = everyState.flatMap(({ name, state }) =>
  (state.Catch ?? []).map((each) => ({ name, ...each })),
);

describe('retries', () => {
  it.each(everyTask)('$name repeats what is transient: our own names and Lambda’s', ({ state }) => {
    expect((state.Retry ?? []).flatMap(({ ErrorEquals }) => ErrorEquals)).toEqual(
      expect.arrayContaining(TRANSIENT),
    );
  });

  it('are followed by the desk’s own patience for the same failures', () => {
    expect(PASSING_FAILURES).toEqual(TRANSIENT);
  });

  it('have an end, a longest pause and full jitter', () => {
    for (const retry of retriers) {
      expect(retry.MaxAttempts, retry.name).toBeLessThanOrEqual(8);
      expect(retry.MaxDelaySeconds, retry.name).toBeLessThanOrEqual(300);
      expect(retry.JitterStrategy, retry.name).toBe('FULL');
    }
  });

  it('outlast an outage of some minutes: with full jitter half of every pause is what is to be expected', () => {
    for (const retry of retriers.filter(({ ErrorEquals }) => ErrorEquals.includes('AwsUnavailable'))) {
      const pauses = [...Array(retry.MaxAttempts).keys()].map((attempt) =>
        Math.min(retry.IntervalSeconds * retry.BackoffRate ** attempt, retry.MaxDelaySeconds),
      );
      const expected = pauses.reduce((sum, pause) => sum + pause, 0) / 2;
      expect(expected, retry.name).toBeGreaterThan(420);
    }
  });

  it('are short for trust services: the workflow waits for them by itself, and says so in the log', () => {
    for (const { ErrorEquals, MaxAttempts, MaxDelaySeconds, IntervalSeconds, name } of retriers) {
      if (!ErrorEquals.some((error) => /^(Tsa|Revocation)Unavailable$/.test(error))) continue;
      expect(ErrorEquals, name).not.toContain('AwsUnavailable');
      expect([IntervalSeconds, MaxAttempts, MaxDelaySeconds], name).toEqual([1, 4, 30]);
    }
  });

  it('never repeat everything: an unknown failure is a person’s business', () => {
    expect(retriers.filter(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'))).toEqual([]);
    expect(retriers.filter(({ ErrorEquals }) => ErrorEquals.includes('States.TaskFailed'))).toEqual([]);
  });

  it('do not repeat a person’s silence', () => {
    for (const { name, state } of everyTask.filter(waitsForToken)) {
      const repeated = (state.Retry ?? []).flatMap(({ ErrorEquals }) => ErrorEquals);
      expect(repeated, name).not.toContain('States.Timeout');
    }
  });
});

describe('catches', () => {
  it('name States.ALL alone and last', () => {
    for (const { name, state } of everyState) {
      for (const [position, { ErrorEquals }] of (state.Catch ?? []).entries()) {
        if (!ErrorEquals.includes('States.ALL')) continue;
        expect(ErrorEquals, name).toEqual(['States.ALL']);
        expect(position, name).toBe((state.Catch?.length ?? 0) - 1);
      }
    }
    expect(catchers.length).toBeGreaterThan(0);
  });
});
