import { randomUUID } from 'node:crypto';
import { StateFailure } from '../state-failure.ts';
import { limitedOutcome, type TaskOutcome } from './task-outcome.ts';
import type { InvokingStep } from './track.ts';

/**
 * How the engine reaches a Lambda function. `redelivered` says that an earlier process sent the same
 * call and did not live to see its answer. `begun` is to be called when the function starts: until then
 * the call waits its turn, and the state's time limit with it. A rejection stands for a failure of the
 * service itself, and its `name` for the exception's.
 */
export type InvokeFunction = (call: {
  functionName: string;
  payload: unknown;
  redelivered: boolean;
  begun: () => void;
}) => Promise<
  { payload: unknown } | { functionError: { errorType: string; errorMessage: string; trace?: string[] } }
>;

/** `ServiceException` → `Lambda.ServiceException`; names that have a prefix already keep it. */
function serviceFailure(error: unknown): StateFailure {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (/^[A-Za-z]+\.[A-Za-z.]+$/.test(name)) return new StateFailure(name, message);
  return new StateFailure(name.endsWith('Exception') ? `Lambda.${name}` : 'Lambda.Unknown', message);
}

/** Calls the function and answers in the shape `lambda:invoke` has in a state machine. */
export async function invokeTask(
  invoke: InvokeFunction,
  { task: { functionName, payload }, deliveries }: InvokingStep,
  begun: () => void,
): Promise<TaskOutcome> {
  try {
    const redelivered = deliveries > 1;
    const answer = await invoke({ functionName, payload: structuredClone(payload), redelivered, begun });
    if ('functionError' in answer) {
      const { errorType, errorMessage, trace = [] } = answer.functionError;
      const cause = JSON.stringify({ errorType, errorMessage, trace });
      return { ok: false, failure: new StateFailure(errorType, cause) };
    }
    const requestId = randomUUID();
    return limitedOutcome({
      ExecutedVersion: '$LATEST',
      Payload: answer.payload ?? null,
      SdkHttpMetadata: { HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: requestId },
      StatusCode: 200,
    });
  } catch (error) {
    return { ok: false, failure: serviceFailure(error) };
  }
}
