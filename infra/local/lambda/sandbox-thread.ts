import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { SANDBOX_READY } from './sandbox-protocol.ts';
import type { FunctionError, SandboxAnswer, SandboxCall } from './sandbox-protocol.ts';

/**
 * The thread in which a bundle runs as Lambda's Node.js runtime runs it: loaded once, one event at a time.
 * It imports nothing but the bundle, so that it starts as fast as that loads.
 */

type Handler = (event: unknown, context: unknown) => unknown;

const { bundle }: { bundle: string } = workerData;
// Read when the thread started; no function finds it in its environment.
delete process.env['NODE_COMPILE_CACHE'];
const loaded = load();

async function load(): Promise<{ handler: Handler } | { error: FunctionError }> {
  try {
    const { handler } = await import(bundle);
    flushCompileCache();
    if (typeof handler === 'function') return { handler };
    return { error: { errorType: 'Runtime.HandlerNotFound', errorMessage: 'No handler.', trace: [] } };
  } catch (error) {
    return { error: errorOf(error) };
  }
}

async function answer(call: SandboxCall): Promise<SandboxAnswer> {
  const ready = await loaded;
  if ('error' in ready) return logged(ready);
  try {
    const result = await ready.handler(JSON.parse(call.event), contextOf(call));
    return { payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return logged({ error: errorOf(error) });
  }
}

/** The runtime writes what it reports into the function's log, too. */
function logged(failure: { error: FunctionError }): { error: FunctionError } {
  process.stderr.write(`${new Date().toISOString()} ERROR Invoke Error ${JSON.stringify(failure.error)}\n`);
  return failure;
}

/** As the runtime reports what a handler throws: an Error by its `name`, anything else by its type. */
function errorOf(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error)) {
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  }
  return { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack?.split('\n') ?? [] };
}

function contextOf(call: SandboxCall): unknown {
  const name = process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? '';
  const place = `${process.env['AWS_REGION'] ?? ''}:${process.env['AWS_ACCOUNT_ID'] ?? ''}`;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: '$LATEST',
    memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'embedded',
    invokedFunctionArn: `arn:aws:lambda:${place}:function:${name}`,
    awsRequestId: call.requestId,
    ...(call.clientContext === undefined ? {} : { clientContext: call.clientContext }),
    getRemainingTimeInMillis: () => Math.max(0, call.deadline - Date.now()),
  };
}

parentPort?.on('message', (call: SandboxCall) => {
  void answer(call).then((result) => parentPort?.postMessage(result));
});
void loaded.then(() => parentPort?.postMessage(SANDBOX_READY));
