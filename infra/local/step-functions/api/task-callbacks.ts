import { z } from 'zod';
import type { Execution } from '../execution/execution.ts';
import { endTask, limitedOutcome, taskOf, type TaskOutcome } from '../execution/task-outcome.ts';
import { readTaskToken } from '../execution/task-token.ts';
import type { Track } from '../execution/track.ts';
import { MAX_PAYLOAD_BYTES, parseJson } from '../json.ts';
import { StateFailure } from '../state-failure.ts';
import { operation, textOfBytes, type ServiceParts } from './operation.ts';
import { ServiceError } from './service-error.ts';

const taskToken = z.string().min(1).max(2048);

/**
 * The task a token belongs to.
 * @throws ServiceError InvalidToken when it never was one, TaskDoesNotExist when its execution is unknown,
 * TaskTimedOut when the task is over: done, timed out, tried again under a new token, or stopped.
 */
function requireTask({ engine }: ServiceParts, token: string): { execution: Execution; track: Track } {
  const address = readTaskToken(token);
  if (address === undefined) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  const execution = engine.running.get(address.executionArn);
  if (execution === undefined && !engine.parts.executions.closed.has(address.executionArn)) {
    throw new ServiceError('TaskDoesNotExist', `Task Does Not Exist: '${token.slice(0, 16)}…'`);
  }
  const track = execution?.tracks.get(address.trackId);
  if (execution === undefined || track === undefined || taskOf(track.step)?.token !== token) {
    throw new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  }
  return { execution, track };
}

/** The outcome is in the journal before the caller is answered. */
function settle(parts: ServiceParts, token: string, outcome: TaskOutcome): void {
  const { execution, track } = requireTask(parts, token);
  parts.engine.change(execution, (moment) => endTask(execution, track, outcome, moment));
  parts.engine.arm(execution, track);
}

export const sendTaskSuccess = operation(
  z.object({ taskToken, output: textOfBytes(MAX_PAYLOAD_BYTES) }),
  (parts, { taskToken: token, output }) => {
    const value = parseJson(output);
    if (value === undefined) {
      throw new ServiceError('InvalidOutput', "Invalid Output: 'The output is not valid JSON'");
    }
    settle(parts, token, limitedOutcome(value));
    return {};
  },
);

export const sendTaskFailure = operation(
  z.object({ taskToken, error: z.string().max(256).default(''), cause: z.string().max(32_768).default('') }),
  (parts, { taskToken: token, error, cause }) => {
    settle(parts, token, { ok: false, failure: new StateFailure(error, cause) });
    return {};
  },
);

export const sendTaskHeartbeat = operation(z.object({ taskToken }), (parts, { taskToken: token }) => {
  const { execution, track } = requireTask(parts, token);
  const { step } = track;
  if (step.kind !== 'invoking' && step.kind !== 'submitted') return {};
  const { heartbeatSeconds } = step.task;
  if (heartbeatSeconds === null) return {};
  parts.engine.change(execution, ({ at }) => {
    const heartbeatDueAt = new Date(at.getTime() + heartbeatSeconds * 1000).toISOString();
    execution.change(track, { step: { ...step, task: { ...step.task, heartbeatDueAt } } });
  });
  parts.engine.arm(execution, track);
  return {};
});
