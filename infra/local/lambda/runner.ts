import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionSpec } from '../../functions.ts';
import { functionPool } from './function-pool.ts';
import type { FunctionPool, InvocationOptions, InvocationResult } from './function-pool.ts';
import type { PoolGrowth } from './sandbox-queue.ts';
import { startSandbox } from './sandbox.ts';

/** Steps share few processors: a second sandbox helps where one waits for others. People wait for routes. */
const STEP_GROWTH: PoolGrowth = { most: 2, patienceMs: 1_500 };
const ROUTE_GROWTH: PoolGrowth = { most: 2, patienceMs: 50 };

/** Far above what a bundle takes on a busy machine: one that never ends loading must not hold its call for ever. */
const LOADING_SECONDS = 60;

/** There is no function of that name. */
export class FunctionUnknown extends Error {
  override readonly name = 'ResourceNotFoundException';

  constructor(functionName: string) {
    super(`Function not found: ${functionName}`);
  }
}

export interface RunnerOptions {
  readonly functions: readonly FunctionSpec[];
  /** folder of a function's bundle, holding `index.mjs` */
  readonly bundleDirectory: (name: string) => string;
  /** the whole environment of one function's sandboxes */
  readonly environment: (spec: FunctionSpec) => Readonly<Record<string, string>>;
  /** folder of the log files, one a function */
  readonly logDirectory: string;
  /** folder in which V8 keeps what it has compiled of the bundles, over restarts */
  readonly compileCache: string;
}

/** Runs the built functions as Lambda does. */
export interface LambdaRunner {
  readonly functions: readonly FunctionSpec[];
  /**
   * Calls a function by name or ARN and waits for its answer. Throws FunctionUnknown, RequestTooLarge,
   * RunnerClosed.
   */
  invoke(functionName: string, payload: unknown, options?: InvocationOptions): Promise<InvocationResult>;
  close(): Promise<void>;
}

/** Prepares every function; its first sandbox starts with its first event. */
export async function startRunner(options: RunnerOptions): Promise<LambdaRunner> {
  await mkdir(options.logDirectory, { recursive: true });
  const pools = new Map(options.functions.map((spec) => [spec.name, poolOf(spec, options)]));
  return {
    functions: options.functions,
    invoke: async (functionName, payload, given) => {
      const pool = pools.get(functionName.replace(/^arn:aws:lambda:[^:]*:[^:]*:function:/u, ''));
      if (pool === undefined) throw new FunctionUnknown(functionName);
      return pool.invoke(payload, given);
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

function poolOf(spec: FunctionSpec, options: RunnerOptions): FunctionPool {
  const log = createWriteStream(join(options.logDirectory, `${spec.name}.log`), { flags: 'a' });
  const bundle = pathToFileURL(join(options.bundleDirectory(spec.name), 'index.mjs')).href;
  const start = () =>
    startSandbox({
      bundle,
      compileCache: options.compileCache,
      environment: options.environment(spec),
      memoryMb: spec.memoryMb,
      timeoutSeconds: spec.timeoutSeconds,
      loadingSeconds: LOADING_SECONDS,
      log,
    });
  return functionPool(start, spec.routes === undefined ? STEP_GROWTH : ROUTE_GROWTH);
}
