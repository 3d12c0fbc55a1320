/** A refusal in the shape AWS clients expect: an HTTP status, `__type` and `message`. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  /** The exception's name in the API reference, such as `ExecutionDoesNotExist`. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function executionDoesNotExist(arn: string): ServiceError {
  return new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

export function stateMachineDoesNotExist(arn: string): ServiceError {
  return new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

/** A name and status that SDKs try again after: by then another process may answer. */
export function serviceUnavailable(): ServiceError {
  return new ServiceError('ServiceUnavailable', 'The service is shutting down', 503);
}

export function validationException(problem: string): ServiceError {
  return new ServiceError('ValidationException', `1 validation error detected: ${problem}`);
}
