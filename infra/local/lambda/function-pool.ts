import { randomUUID } from 'node:crypto';
import type { Sandbox } from './sandbox.ts';
import { SandboxQueue } from './sandbox-queue.ts';
import type { PoolGrowth } from './sandbox-queue.ts';
import type { FunctionError } from './sandbox-protocol.ts';

/** What an invocation answers, as Lambda does. */
export type InvocationResult = { readonly payload: unknown } | { readonly functionError: FunctionError };

/** Lambda's limit on a synchronous call's request and response, in bytes. */
export const SYNCHRONOUS_LIMIT = 6 * 1024 * 1024;

/** What an invocation may carry beside its payload. */
export interface InvocationOptions {
  readonly clientContext?: unknown;
  /** Told when the function starts: until then the event waits for a sandbox, as it never does on Lambda. */
  readonly begun?: () => void;
}

/** The sandboxes of one function. */
export interface FunctionPool {
  /** Throws RequestTooLarge, and RunnerClosed once it is closed. */
  invoke(payload: unknown, options?: InvocationOptions): Promise<InvocationResult>;
  /** Ends the sandboxes; what they were busy with fails, and what waits for one is refused. */
  close(): Promise<void>;
}

/** `start` makes one sandbox. Events that find none free wait in order. */
export function functionPool(start: () => Sandbox, growth: PoolGrowth): FunctionPool {
  const sandboxes = new SandboxQueue(start, growth);
  return {
    close: () => sandboxes.endAll(),
    invoke: async (payload, { clientContext, begun = () => {} } = {}) => {
      const event = JSON.stringify(payload ?? {});
      if (Buffer.byteLength(event) > SYNCHRONOUS_LIMIT) throw new RequestTooLarge();
      const sandbox = await sandboxes.take();
      try {
        const answer = await sandbox.call({ requestId: randomUUID(), event, clientContext }, begun);
        if ('error' in answer) return { functionError: answer.error };
        if (Buffer.byteLength(answer.payload) > SYNCHRONOUS_LIMIT) return { functionError: responseTooLarge };
        return { payload: JSON.parse(answer.payload) };
      } finally {
        sandboxes.give(sandbox);
      }
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
