import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { endAborted } from '../execution/ending.ts';
import type { Closing, ExecutionHeader } from '../execution/execution.ts';
import { MAX_PAYLOAD_BYTES, parseJson, type JsonObject } from '../json.ts';
import { arnOfExecution, arnOfStateMachine } from './arn.ts';
import { requireName } from './names.ts';
import { operation, textOfBytes, timestamp, type ServiceParts } from './operation.ts';
import { executionDoesNotExist, ServiceError } from './service-error.ts';
import { requireMachine } from './state-machines.ts';

function requireInput(text: string): void {
  if (parseJson(text) !== undefined) return;
  throw new ServiceError(
    'InvalidExecutionInput',
    "Invalid State Machine Execution Input: 'The input is not valid JSON'",
  );
}

/** While it runs, the same name with the same input is the same execution; afterwards the name is taken. */
function startedBefore(
  { engine }: ServiceParts,
  executionArn: string,
  input: string,
): JsonObject | undefined {
  const running = engine.running.get(executionArn);
  if (running?.header.input === input) {
    return { executionArn, startDate: timestamp(running.header.startDate) };
  }
  if (running === undefined && !engine.parts.executions.closed.has(executionArn)) return undefined;
  throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
}

export const startExecution = operation(
  z.object({
    stateMachineArn: arnOfStateMachine,
    name: z.string().optional(),
    input: textOfBytes(MAX_PAYLOAD_BYTES).default('{}'),
  }),
  (parts, { stateMachineArn, name: givenName, input }) => {
    const machine = requireMachine(parts, stateMachineArn);
    const name = givenName === undefined ? randomUUID() : requireName(givenName);
    requireInput(input);
    const executionArn = `arn:aws:states:${parts.region}:${parts.accountId}:execution:${machine.name}:${name}`;
    const known = startedBefore(parts, executionArn, input);
    if (known !== undefined) return known;
    const startDate = parts.engine.parts.clock.now().toISOString();
    const { roleArn, definitionHash } = machine;
    parts.engine.start({
      executionArn,
      name,
      stateMachineArn,
      stateMachineName: machine.name,
      roleArn,
      input,
      startDate,
      definitionHash,
    });
    return { executionArn, startDate: timestamp(startDate) };
  },
);

function describeHeader({
  executionArn,
  stateMachineArn,
  name,
  startDate,
  input,
}: ExecutionHeader): JsonObject {
  return {
    executionArn,
    stateMachineArn,
    name,
    startDate: timestamp(startDate),
    input,
    inputDetails: { included: true },
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
  };
}

function describeClosing({ status, stopDate, output, error, cause }: Closing): JsonObject {
  const closed: JsonObject = { status, stopDate: timestamp(stopDate) };
  if (output !== undefined) Object.assign(closed, { output, outputDetails: { included: true } });
  if (error !== undefined) closed['error'] = error;
  if (cause !== undefined) closed['cause'] = cause;
  return closed;
}

export const describeExecution = operation(
  z.object({ executionArn: arnOfExecution }),
  ({ engine }, { executionArn }) => {
    const running = engine.running.get(executionArn);
    if (running !== undefined) return { ...describeHeader(running.header), status: 'RUNNING' };
    if (!engine.parts.executions.closed.has(executionArn)) throw executionDoesNotExist(executionArn);
    const records = engine.parts.executions.read(executionArn);
    const header = records[0]?.header;
    const closing = records.at(-1)?.closing;
    if (header === undefined || closing === undefined) throw executionDoesNotExist(executionArn);
    return { ...describeHeader(header), ...describeClosing(closing) };
  },
);

export const stopExecution = operation(
  z.object({
    executionArn: arnOfExecution,
    error: z.string().max(256).optional(),
    cause: z.string().max(32_768).optional(),
  }),
  ({ engine }, { executionArn, error, cause }) => {
    const closed = engine.parts.executions.closed.get(executionArn);
    if (closed !== undefined) return { stopDate: timestamp(closed.stopDate) };
    const execution = engine.running.get(executionArn);
    if (execution === undefined) throw executionDoesNotExist(executionArn);
    const reason = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
    const stoppedAt = engine.parts.clock.now();
    engine.change(execution, () => endAborted(execution, reason, stoppedAt));
    return { stopDate: stoppedAt.getTime() / 1000 };
  },
);
