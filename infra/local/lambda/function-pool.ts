import { randomUUID } from 'node:crypto';
import type { Sandbox } from './sandbox.ts';
import type { FunctionError } from './sandbox-protocol.ts';

/** What an invocation answers, as Lambda does. */
export type InvocationResult = { readonly payload: unknown } | { readonly functionError: FunctionError };

/** Lambda's limit on a synchronous call's request and response, in bytes. */
export const SYNCHRONOUS_LIMIT = 6 * 1024 * 1024;

/** The sandboxes of one function. */
export interface FunctionPool {
  invoke(payload: unknown, clientContext?: unknown): Promise<InvocationResult>;
  close(): Promise<void>;
}

/** How a pool grows: a further sandbox starts when an event has waited this long, up to so many. */
export interface PoolGrowth {
  readonly most: number;
  readonly patienceMs: number;
}

/** `start` makes one sandbox. Events that find none free wait in order. */
export function functionPool(start: () => Sandbox, growth: PoolGrowth): FunctionPool {
  const sandboxes = sandboxQueue(start, growth);
  return {
    close: sandboxes.endAll,
    invoke: async (payload, clientContext) => {
      const event = JSON.stringify(payload ?? {});
      if (Buffer.byteLength(event) > SYNCHRONOUS_LIMIT) throw new RequestTooLarge();
      const sandbox = await sandboxes.take();
      try {
        const answer = await sandbox.call(randomUUID(), event, clientContext);
        if ('error' in answer) return { functionError: answer.error };
        if (Buffer.byteLength(answer.payload) > SYNCHRONOUS_LIMIT) return { functionError: responseTooLarge };
        return { payload: JSON.parse(answer.payload) };
      } finally {
        sandboxes.give(sandbox);
      }
    },
  };
}

/** Sandboxes in use, idle ones to be used again, and those who wait for one. */
function sandboxQueue(start: () => Sandbox, { most, patienceMs }: PoolGrowth) {
  const all = new Set<Sandbox>();
  const idle: Sandbox[] = [];
  const waiting: ((sandbox: Sandbox) => void)[] = [];
  const fresh = (): Sandbox => {
    const sandbox = start();
    all.add(sandbox);
    return sandbox;
  };
  const growFor = (waiter: (sandbox: Sandbox) => void): void => {
    const place = waiting.indexOf(waiter);
    if (place === -1 || all.size >= most) return;
    waiting.splice(place, 1);
    waiter(fresh());
  };
  return {
    take: async (): Promise<Sandbox> => {
      for (let spare = idle.pop(); spare !== undefined; spare = idle.pop()) {
        if (spare.alive()) return spare;
        all.delete(spare);
      }
      if (all.size === 0) return fresh();
      return new Promise((resolve) => {
        waiting.push(resolve);
        setTimeout(() => growFor(resolve), patienceMs).unref();
      });
    },
    give: (sandbox: Sandbox): void => {
      if (!sandbox.alive()) all.delete(sandbox);
      const next = waiting.shift();
      if (next !== undefined) next(sandbox.alive() ? sandbox : fresh());
      else if (sandbox.alive()) idle.push(sandbox);
    },
    endAll: async (): Promise<void> => {
      await Promise.all([...all].map((sandbox) => sandbox.end()));
    },
  };
}

/** The event is larger than Lambda takes; named as the service names it. */
export class RequestTooLarge extends Error {
  override readonly name = 'RequestTooLargeException';

  constructor() {
    super(`Request must be smaller than ${SYNCHRONOUS_LIMIT} bytes for the InvokeFunction operation`);
  }
}

const responseTooLarge: FunctionError = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${SYNCHRONOUS_LIMIT} bytes).`,
  trace: [],
};
