import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson, type JsonObject } from '../json.ts';
import { getExecutionHistory, listExecutions } from './execution-lists.ts';
import { describeExecution, startExecution, stopExecution } from './executions.ts';
import type { Operation, ServiceParts } from './operation.ts';
import { ServiceError, serviceUnavailable } from './service-error.ts';
import {
  createStateMachine,
  describeStateMachine,
  listStateMachines,
  updateStateMachine,
} from './state-machines.ts';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './task-callbacks.ts';

const OPERATIONS = new Map<string, Operation>([
  ['CreateStateMachine', createStateMachine],
  ['UpdateStateMachine', updateStateMachine],
  ['DescribeStateMachine', describeStateMachine],
  ['ListStateMachines', listStateMachines],
  ['StartExecution', startExecution],
  ['DescribeExecution', describeExecution],
  ['ListExecutions', listExecutions],
  ['GetExecutionHistory', getExecutionHistory],
  ['StopExecution', stopExecution],
  ['SendTaskSuccess', sendTaskSuccess],
  ['SendTaskFailure', sendTaskFailure],
  ['SendTaskHeartbeat', sendTaskHeartbeat],
]);

const TARGET_PREFIX = 'AWSStepFunctions.';
/** Above any request the service takes: a definition of 1 MiB with every character escaped. */
const MAX_REQUEST_BYTES = 8 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_REQUEST_BYTES)
      throw new ServiceError('SerializationException', 'The request is too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString();
}

async function perform(parts: ServiceParts, request: IncomingMessage): Promise<JsonObject> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const named = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : '';
  const run = OPERATIONS.get(named);
  const input = parseJson(await readBody(request));
  if (run === undefined) throw new ServiceError('UnknownOperationException', `Unknown operation '${target}'`);
  if (input === undefined) throw new ServiceError('SerializationException', 'The request is not valid JSON');
  if (!parts.engine.serves) throw serviceUnavailable();
  return run(parts, input);
}

function answer(response: ServerResponse, status: number, body: JsonObject): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(text);
}

/** Answers one request of the AWS JSON 1.0 protocol. */
export async function handleRequest(
  parts: ServiceParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    answer(response, 200, await perform(parts, request));
  } catch (error) {
    if (error instanceof ServiceError) {
      answer(response, error.status, { __type: error.code, message: error.message });
      return;
    }
    answer(response, 500, { __type: 'InternalServerError', message: String(error) });
  }
}
