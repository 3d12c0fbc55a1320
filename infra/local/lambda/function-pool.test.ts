import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { functionPool } from './function-pool.ts';
import { startSandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxAnswer } from './sandbox-protocol.ts';

/** Sandboxes that begin at once and answer when they are told to, or when they are ended. */
function fakeSandboxes(loading: () => boolean = () => false) {
  const started: ((answer: SandboxAnswer) => void)[] = [];
  const start = (): Sandbox => {
    let alive = true;
    const { promise: ended, resolve: end } = Promise.withResolvers<SandboxAnswer>();
    return {
      alive: () => alive,
      loading,
      call: (_, begun) => {
        begun();
        return Promise.race([ended, new Promise<SandboxAnswer>((resolve) => started.push(resolve))]);
      },
      end: async () => {
        alive = false;
        end({ error: { errorType: 'Runtime.ExitError', errorMessage: '', trace: [] } });
      },
    };
  };
  return {
    start,
    count: () => started.length,
    answer: (index: number) => started[index]?.({ payload: `${index}` }),
  };
}

const alone = { most: 1, patienceMs: 0 };

it('tells of an event when a sandbox serves it, and not while it waits for one', async () => {
  const { start, answer } = fakeSandboxes();
  const pool = functionPool(start, alone);
  const begun: number[] = [];
  const calls = [0, 1, 2].map((event) => pool.invoke(event, { begun: () => begun.push(event) }));
  for (const index of calls.keys()) {
    await expect.poll(() => begun).toEqual([0, 1, 2].slice(0, index + 1));
    answer(index);
    expect(await calls[index]).toEqual({ payload: index });
  }
});

it('starts no further sandbox while one loads, and then as many as there is work for', async () => {
  let loading = true;
  const { start, answer, count } = fakeSandboxes(() => loading);
  const pool = functionPool(start, { most: 4, patienceMs: 1 });
  const calls = [0, 1, 2].map((event) => pool.invoke(event));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(count()).toBe(1);
  loading = false;
  await expect.poll(count).toBe(3);
  for (const index of calls.keys()) answer(index);
  expect(await Promise.all(calls)).toHaveLength(3);
});

it('begins nothing after its close: what waits is refused, and what comes', async () => {
  const { start } = fakeSandboxes();
  const pool = functionPool(start, alone);
  const begun: number[] = [];
  const calls = [0, 1, 2].map((event) => pool.invoke(event, { begun: () => begun.push(event) }));
  const settled = Promise.allSettled(calls);
  await expect.poll(() => begun).toEqual([0]);
  await pool.close();
  expect(await settled).toMatchObject([
    { value: { functionError: { errorType: 'Runtime.ExitError' } } },
    { reason: { name: 'ServiceException' } },
    { reason: { name: 'ServiceException' } },
  ]);
  await expect(pool.invoke(3)).rejects.toMatchObject({ name: 'ServiceException' });
  expect(begun).toEqual([0]);
});

it('gives up a bundle that never ends loading; its event has not begun', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'stuck-'));
  const file = join(directory, 'index.mjs');
  await writeFile(file, 'await new Promise(() => {});');
  const limits = { memoryMb: 128, timeoutSeconds: 30, loadingSeconds: 0.2 };
  const places = { bundle: pathToFileURL(file).href, compileCache: directory, log: new PassThrough() };
  const sandbox = startSandbox({ ...places, ...limits, environment: {} });
  let begun = false;
  const answer = await sandbox.call({ requestId: '', event: '{}' }, () => (begun = true));
  expect(answer).toMatchObject({ error: { errorType: 'Sandbox.Timedout' } });
  expect([begun, sandbox.alive()]).toEqual([false, false]);
});
