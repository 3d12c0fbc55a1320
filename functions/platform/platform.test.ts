import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isoSeconds, vietnamDay, vietnamTime } from './clock.ts';
import { canonicalJson, sha256 } from './digest.ts';
import { readEnv, variable } from './env.ts';
import { AwsUnavailable, mapAwsFailure, PreconditionMissing } from './failures.ts';
import { randomId } from './ids.ts';
import { DEADLINE_MARGIN_MS, revisionPayload, step } from './step.ts';

describe('the calendar day in Vietnam', () => {
  it.each([
    ['2026-11-23T16:59:59Z', '2026-11-23'],
    ['2026-11-23T17:00:00Z', '2026-11-24'],
    ['2026-12-31T17:00:00Z', '2027-01-01'],
    ['2028-02-28T18:00:00Z', '2028-02-29'],
  ])('at %s is %s', (moment, day) => {
    expect(vietnamDay(new Date(moment))).toBe(day);
  });

  it('begins at midnight of its own time', () => {
    expect(vietnamTime(new Date('2026-11-23T16:59:59.999Z'))).toBe('23:59:59');
    expect(vietnamTime(new Date('2026-11-23T17:00:00Z'))).toBe('00:00:00');
  });

  it('is not how moments are written: those are UTC to the second', () => {
    expect(isoSeconds(new Date('2026-11-23T02:00:00.999Z'))).toBe('2026-11-23T02:00:00Z');
  });
});

describe('digests', () => {
  it('are taken over one form of a value, whatever the order of its fields (RFC 8785)', () => {
    expect(canonicalJson({ b: 1e21, a: ['ổ', null] })).toBe('{"a":["ổ",null],"b":1e+21}');
    expect(sha256(canonicalJson({ a: 1, b: 2 }))).toBe(sha256(canonicalJson({ b: 2, a: 1 })));
  });

  it('are refused for what JSON cannot hold', () => {
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });
});

describe('an identifier', () => {
  it('has 26 letters without look-alikes and is never the same', () => {
    const ids = Array.from({ length: 1000 }, randomId);
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => /^[abcdefghjkmnpqrstuvwxyz2-9]{26}$/.test(id))).toBe(true);
  });
});

describe('a failure of AWS', () => {
  it.each(['ThrottlingException', 'TimeoutError', 'SlowDown', 'ServiceUnavailable'])(
    'named %s may be tried again under one name',
    (name) => {
      const mapped = mapAwsFailure(Object.assign(new Error('x'), { name }));
      expect(mapped).toBeInstanceOf(AwsUnavailable);
      expect(mapped).toMatchObject({ name: 'AwsUnavailable' });
    },
  );

  it('takes an answer of 5xx for a service that is away, whatever it is called', () => {
    const answered = (httpStatusCode: number) =>
      Object.assign(new Error('x'), { name: 'UnknownError', $metadata: { httpStatusCode } });
    expect(mapAwsFailure(answered(503))).toBeInstanceOf(AwsUnavailable);
    expect(mapAwsFailure(answered(400))).not.toBeInstanceOf(AwsUnavailable);
  });

  it('of the network is the same, and anything else is left as it is', () => {
    expect(mapAwsFailure(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toMatchObject({
      name: 'AwsUnavailable',
    });
    const ours = new PreconditionMissing('x');
    expect(mapAwsFailure(ours)).toBe(ours);
    expect(mapAwsFailure('thrown text')).toBe('thrown text');
  });
});

describe('the environment', () => {
  const { TABLE_NAME, LINK_DAYS, TSA_URLS, ORIGIN_SECRETS } = variable;
  afterEach(() => {
    for (const name of ['TABLE_NAME', 'LINK_DAYS', 'TSA_URLS', 'ORIGIN_SECRETS']) delete process.env[name];
  });

  it('is read with its defaults and lists', () => {
    process.env['TABLE_NAME'] = 'ket-qua';
    process.env['TSA_URLS'] = 'http://tsa-1.example http://tsa-2.example';
    expect(readEnv({ TABLE_NAME, LINK_DAYS, TSA_URLS, ORIGIN_SECRETS })).toEqual({
      TABLE_NAME: 'ket-qua',
      LINK_DAYS: 30,
      TSA_URLS: ['http://tsa-1.example', 'http://tsa-2.example'],
      ORIGIN_SECRETS: [],
    });
  });

  it('is refused naming every variable that is missing or malformed', () => {
    process.env['LINK_DAYS'] = 'soon';
    expect(() => readEnv({ TABLE_NAME, LINK_DAYS })).toThrow(/TABLE_NAME[\s\S]*LINK_DAYS/);
    expect(() => readEnv({ TABLE_NAME })).toThrow(expect.objectContaining({ name: 'EnvironmentInvalid' }));
  });
});

const handler = (run: () => Promise<{ done: boolean }>) =>
  step({ input: revisionPayload, output: z.object({ done: z.boolean() }), run });
const extra = async () => ({ done: true, secret: 'x' });
const throttled = () => Promise.reject(Object.assign(new Error('slow'), { name: 'ThrottlingException' }));

describe('a step', () => {
  const context = { callbackWaitsForEmptyEventLoop: false } as never;
  const payload = { v: 1, code: 'H01.12-261123-0001', revision: 1 };

  it('answers what its schema lets through', async () => {
    expect(await handler(extra)(payload, context)).toEqual({ done: true });
  });

  it('refuses a payload of another version by name, before it runs', async () => {
    let ran = false;
    const run = async () => ({ done: (ran = true) });
    await expect(handler(run)({ ...payload, v: 2 }, context)).rejects.toMatchObject({
      name: 'StepInputInvalid',
    });
    expect(ran).toBe(false);
  });

  it('gives up a second before Lambda would stop it, under a name that is retried', async () => {
    const hurried = {
      ...(context as object),
      getRemainingTimeInMillis: () => DEADLINE_MARGIN_MS + 20,
    } as never;
    const never = () => new Promise<{ done: boolean }>(() => {});
    await expect(handler(never)(payload, hurried)).rejects.toMatchObject({
      name: 'AwsUnavailable',
      message: 'the step did not end before its deadline',
    });
  });

  it('fails under the name the definition retries when AWS cannot be reached', async () => {
    await expect(handler(throttled)(payload, context)).rejects.toMatchObject({ name: 'AwsUnavailable' });
  });
});
