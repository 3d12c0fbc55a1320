import { join } from 'node:path';
import { listen } from './http/listen.ts';
import type { HttpHandler } from './http/listen.ts';
import type { Scheduler } from './scheduler/scheduler.ts';
import type { LambdaRunner } from './lambda/runner.ts';
import { createStepFunctions } from './step-functions/index.ts';
import type { ExecutionStatusChange } from './step-functions/index.ts';

/** The embedded Step Functions, in two moves: functions must know its address before it calls them. */
export interface WorkflowEngine {
  readonly url: string;
  /** Goes on with what an earlier process left running. */
  readonly start: (runner: LambdaRunner, scheduler: Scheduler) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openWorkflowEngine(
  dataDir: string,
  port: number,
  place: { readonly region: string; readonly accountId: string },
): Promise<WorkflowEngine> {
  let handle: HttpHandler | undefined;
  let closeEngine: (() => Promise<void>) | undefined;
  const listening = await listen(async (request, response) => {
    if (handle === undefined) response.writeHead(503).end();
    else await handle(request, response);
  }, port);
  return {
    url: listening.url,
    start: async (runner, scheduler) => {
      const engine = await createStepFunctions({
        dataDir: join(dataDir, 'step-functions'),
        ...place,
        invoke: async ({ functionName, payload, redelivered, begun }) => {
          const clientContext = { custom: { redelivered } };
          const answer = await runner.invoke(functionName, payload, { clientContext, begun });
          if ('payload' in answer) return answer;
          const { errorType, errorMessage, trace } = answer.functionError;
          return { functionError: { errorType, errorMessage, trace: [...trace] } };
        },
        onStatusChange: (change: ExecutionStatusChange) => scheduler.executionStatus(change),
      });
      handle = (request, response) => engine.handle(request, response);
      closeEngine = () => engine.close();
    },
    close: async () => {
      await listening.close();
      await closeEngine?.();
    },
  };
}
