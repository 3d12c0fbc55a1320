import type { IncomingMessage, ServerResponse } from 'node:http';
import { handleRequest } from './api/http.ts';
import { systemClock, type Clock } from './clock.ts';
import { Engine } from './execution/engine.ts';
import type { InvokeFunction } from './execution/invocation.ts';
import type { ExecutionStatusChange } from './execution/status-change.ts';
import { ExecutionStore } from './store/execution-store.ts';
import { MachineStore } from './store/machine-store.ts';

export type { Clock } from './clock.ts';
export type { InvokeFunction } from './execution/invocation.ts';
export type { ExecutionStatusChange } from './execution/status-change.ts';

export type StepFunctionsOptions = {
  /** Folder of everything that must survive; one engine at a time. */
  dataDir: string;
  region: string;
  accountId: string;
  invoke: InvokeFunction;
  clock?: Clock;
  /** A number from 0 to 1, for the jitter of retries. */
  random?: () => number;
  /** Stands for the EventBridge rule on status changes. After a kill, a last change may be told twice. */
  onStatusChange?: (event: ExecutionStatusChange) => void;
};

export interface StepFunctions {
  /** Answers a request of the service's JSON 1.0 API. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Resolves when nothing is being computed and no function is being called. */
  idle(): Promise<void>;
  /**
   * Stops timers, and waits up to three seconds for functions under way. Afterwards nothing is written and
   * every request is refused.
   */
  close(): Promise<void>;
}

/**
 * The embedded Step Functions service. Executions an earlier process left running go on at once:
 * tokens stay valid, timers keep their instants, and a function whose answer never came is called
 * again with `redelivered: true` and its whole time limit.
 */
export async function createStepFunctions(options: StepFunctionsOptions): Promise<StepFunctions> {
  const { dataDir, region, accountId, invoke, clock = systemClock, random = Math.random } = options;
  const engine = new Engine({
    region,
    clock,
    random,
    invoke,
    executions: new ExecutionStore(dataDir),
    machines: new MachineStore(dataDir),
    onStatusChange: options.onStatusChange ?? (() => {}),
  });
  engine.resumeAll();
  const parts = { engine, region, accountId };
  return {
    handle: (request, response) => handleRequest(parts, request, response),
    idle: () => engine.idle(),
    close: () => engine.close(),
  };
}
