import { z } from 'zod';

/**
 * Failures a workflow must tell apart. Names are literals, because a minified class name would not
 * survive bundling and `Retry` / `Catch` match `error.name`.
 */

/** An AWS service throttled, timed out or was unreachable: the same call may succeed later. */
export class AwsUnavailable extends Error {
  override readonly name = 'AwsUnavailable';
}

/** A step was given a payload its schema refuses: a definition and its functions do not fit. */
export class StepInputInvalid extends Error {
  override readonly name = 'StepInputInvalid';
}

/** What a step relies on is not there (an item, an object, a directory entry). A person must repair it. */
export class PreconditionMissing extends Error {
  override readonly name = 'PreconditionMissing';
}

/**
 * Failures of AWS itself, by the names a workflow sees: every step is repeated after them for a quarter of an hour
 * (workflows/return-of-results.asl.json).
 */
export const PASSING_FAILURES: readonly string[] = [
  'AwsUnavailable',
  'Sandbox.Timedout',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.ClientExecutionTimeoutException',
];

const TRANSIENT = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'LimitExceededException',
  'ExecutionLimitExceeded',
  'InternalServerError',
  'InternalServerException',
  'InternalFailure',
  'KMSInternalException',
  'DependencyTimeoutException',
  'ServiceUnavailable',
  'SlowDown',
  'InternalError',
  'TimeoutError',
  'RequestTimeout',
  'NetworkingError',
]);

/** An answer of 5xx, whatever it is called: what stands before a service answers without a name. */
const serverFailure = z.object({ $metadata: z.object({ httpStatusCode: z.number().min(500) }) });

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** Maps what an SDK client threw to the product's own failure; anything else is handed back unchanged. */
export function mapAwsFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (TRANSIENT.has(error.name) || NETWORK.has(code) || serverFailure.safeParse(error).success) {
    return new AwsUnavailable(`${error.name}: ${error.message}`, { cause: error });
  }
  return error;
}

/** The name of a failure as logs and alarms tell it: of AWS by what it means to us, `unknown` of what is no error. */
export function failureName(thrown: unknown): string {
  const failure = mapAwsFailure(thrown);
  return failure instanceof Error ? failure.name : 'unknown';
}
