import { expect, test } from 'vitest';
import { matchesError } from '../state-failure.ts';
import { retryDelaySeconds } from './recovery.ts';

const rule = {
  ErrorEquals: ['X'],
  IntervalSeconds: 2,
  BackoffRate: 3,
  MaxAttempts: 9,
  JitterStrategy: 'NONE',
} as const;
const retrier = { ...rule, ErrorEquals: ['X'] };

test('waits grow by the backoff rate up to the longest allowed', () => {
  const delays = [0, 1, 2, 3].map((spent) =>
    retryDelaySeconds({ ...retrier, MaxDelaySeconds: 20 }, spent, () => 0.5),
  );
  expect(delays).toEqual([2, 6, 18, 20]);
});

test('full jitter draws from nothing to the whole wait', () => {
  const delays = [0, 0.5, 1].map((drawn) =>
    retryDelaySeconds({ ...retrier, JitterStrategy: 'FULL' }, 1, () => drawn),
  );
  expect(delays).toEqual([0, 3, 6]);
});

test.each<[string[], string, string[], boolean]>([
  [['TsaUnavailable'], 'TsaUnavailable', [], true],
  [['States.ALL'], 'AnyError', [], true],
  [['States.ALL'], 'States.Timeout', [], true],
  [['States.TaskFailed'], 'AnyError', [], true],
  [['States.TaskFailed'], 'States.Timeout', [], false],
  [['States.TaskFailed'], 'States.Timeout', ['States.HeartbeatTimeout'], false],
  [['States.HeartbeatTimeout'], 'States.Timeout', ['States.HeartbeatTimeout'], true],
  [['States.ALL'], 'States.DataLimitExceeded', [], false],
  [['States.DataLimitExceeded'], 'States.DataLimitExceeded', [], true],
  [['States.ALL'], 'States.Runtime', [], false],
  [['States.Runtime'], 'States.Runtime', [], false],
  [['Other'], 'AnyError', [], false],
])('%j matches %s %j: %s', (errorEquals, error, aliases, expected) => {
  expect(matchesError(errorEquals, { error, cause: '', aliases })).toBe(expected);
});
