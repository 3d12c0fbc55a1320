import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { SANDBOX_READY } from './sandbox-protocol.ts';
import type { SandboxAnswer, SandboxCall } from './sandbox-protocol.ts';

/** What a sandbox runs and with what. */
export interface SandboxSpec {
  /** file URL of the bundle's `index.mjs` */
  readonly bundle: string;
  /** folder of V8's compile cache */
  readonly compileCache: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** how long the bundle may take to load */
  readonly loadingSeconds: number;
  readonly log: Writable;
}

/** One thread with one loaded bundle; serves one event at a time. */
export interface Sandbox {
  /** False once it has ended: it serves no more. */
  readonly alive: () => boolean;
  /** True until the bundle is loaded. */
  readonly loading: () => boolean;
  /** One event. Its time limit starts when the bundle is loaded, and `begun` is told. */
  readonly call: (call: Omit<SandboxCall, 'deadline'>, begun: () => void) => Promise<SandboxAnswer>;
  readonly end: () => Promise<void>;
}

/** Starts a thread. Its environment is its own; its output goes to the function's log. */
export function startSandbox(spec: SandboxSpec): Sandbox {
  let alive = true;
  let loading = true;
  const worker = startWorker(spec);
  const ready = Promise.withResolvers<void>();
  let settle: ((answer: SandboxAnswer) => void) | undefined;

  const end = async (): Promise<void> => {
    alive = false;
    await worker.terminate();
  };
  const crashed = (reason: string): void => {
    alive = false;
    loading = false;
    ready.resolve();
    settle?.(failed('Runtime.ExitError', `Error: Runtime exited with error: ${reason}`));
  };
  worker.on('message', (message: typeof SANDBOX_READY | SandboxAnswer) => {
    if (message !== SANDBOX_READY) return settle?.(message);
    loading = false;
    ready.resolve();
  });
  worker.on('error', (error: unknown) => crashed(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => crashed(`exit status ${code}`));

  const timedOut = (seconds: number): void => {
    const took = `Task timed out after ${seconds.toFixed(2)} seconds`;
    settle?.(failed('Sandbox.Timedout', `Error: ${took}`));
    void end();
  };
  return {
    alive: () => alive,
    loading: () => loading,
    end,
    call: async (call, begun) => {
      const answer = new Promise<SandboxAnswer>((resolve) => (settle = resolve));
      const loading = setTimeout(timedOut, spec.loadingSeconds * 1000, spec.loadingSeconds);
      await ready.promise.finally(() => clearTimeout(loading));
      if (!alive) return answer;
      const limit = spec.timeoutSeconds * 1000;
      const timer = setTimeout(timedOut, limit, spec.timeoutSeconds);
      begun();
      const sent: SandboxCall = { ...call, deadline: Date.now() + limit };
      worker.postMessage(sent);
      return answer.finally(() => clearTimeout(timer));
    },
  };
}

function startWorker(spec: SandboxSpec): Worker {
  const worker = new Worker(new URL('./sandbox-thread.ts', import.meta.url), {
    workerData: { bundle: spec.bundle },
    execArgv: [],
    // Named here and not in the thread, the cache holds the thread's own code without its types, too.
    env: { ...spec.environment, NODE_COMPILE_CACHE: spec.compileCache },
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
  });
  worker.stdout.pipe(spec.log, { end: false });
  worker.stderr.pipe(spec.log, { end: false });
  return worker;
}

function failed(errorType: string, errorMessage: string): SandboxAnswer {
  return { error: { errorType, errorMessage, trace: [] } };
}
