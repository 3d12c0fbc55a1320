import { evaluateTemplate, unexpectedValue, type Surroundings } from '../expressions/template.ts';
import type { TaskState } from '../definition/definition.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { requirePayloadSize, StateFailure } from '../state-failure.ts';
import { surroundings, type Situation } from './situation.ts';
import type { Transition } from './transition.ts';

const MAX_SECONDS = 99_999_999;

async function seconds(
  field: 'TimeoutSeconds' | 'HeartbeatSeconds',
  state: TaskState,
  around: Surroundings,
): Promise<number | null> {
  const written = state[field];
  if (written === undefined || typeof written === 'number') return written ?? null;
  const value = await evaluateTemplate(written, field, around);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SECONDS)
    return value;
  throw unexpectedValue(written, field, 'a positive integer', value, around);
}

/** `name`, or the ARN of a function, whole or from the account on, with or without a qualifier. */
export function functionNameOf(reference: string): string {
  const parts = reference.split(':');
  const marker = parts.indexOf('function');
  return (marker === -1 ? parts[0] : parts[marker + 1]) ?? reference;
}

function readArguments(value: Json): { functionName: string; payload: Json; parameters: JsonObject } {
  const fields = isJsonObject(value) ? value : {};
  const { FunctionName: reference, Payload: payload = {}, ...others } = fields;
  const surplus = Object.keys(others)[0];
  if (surplus !== undefined) {
    throw new StateFailure('States.Runtime', `The field '${surplus}' is not supported by Step Functions`);
  }
  if (typeof reference !== 'string' || reference === '') {
    throw new StateFailure('States.Runtime', "The Arguments must be an object with the field 'FunctionName'");
  }
  return { functionName: functionNameOf(reference), payload, parameters: fields };
}

function after(now: Date, delay: number | null): string | null {
  return delay === null ? null : new Date(now.getTime() + delay * 1000).toISOString();
}

/** A Task state is entered, or tried again: with new arguments, a new token and a new time limit. */
export async function enterTask(situation: Situation<TaskState>): Promise<Transition> {
  const { state, now } = situation;
  const token = state.Resource.endsWith('.waitForTaskToken') ? situation.newToken() : null;
  const around = surroundings(situation, { token });
  const given = await evaluateTemplate(state.Arguments, 'Arguments', around);
  const { functionName, payload, parameters } = readArguments(given);
  requirePayloadSize(parameters, `input of the task '${situation.track.stateName}'`);
  const timeoutSeconds = await seconds('TimeoutSeconds', state, around);
  const heartbeatSeconds = await seconds('HeartbeatSeconds', state, around);
  return {
    kind: 'schedule',
    task: {
      functionName,
      payload,
      parameters,
      token,
      timeoutSeconds,
      dueAt: token === null ? null : after(now, timeoutSeconds),
      heartbeatSeconds,
      heartbeatDueAt: token === null ? null : after(now, heartbeatSeconds),
    },
  };
}
