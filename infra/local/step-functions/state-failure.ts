import { byteLength, MAX_PAYLOAD_BYTES, type Json } from './json.ts';

/** Errors that `States.ALL` and `States.TaskFailed` do not match (Step Functions guide, "Error names"). */
const TERMINAL_ERRORS = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/**
 * A state failed with a Step Functions error name. What a `Retry` or `Catch` names is `error`
 * or one of `aliases`; `location` is set when a JSONata expression failed, and names its field.
 */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly error: string;
  override readonly cause: string;
  readonly aliases: readonly string[];
  readonly location: string | undefined;

  constructor(error: string, cause: string, more: { aliases?: readonly string[]; location?: string } = {}) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
    this.aliases = more.aliases ?? [];
    this.location = more.location;
  }
}

/** Whether a retrier's or catcher's `ErrorEquals` matches the failure. */
export function matchesError(errorEquals: readonly string[], failure: FailureRecord): boolean {
  if (failure.error === 'States.Runtime') return false;
  const names = [failure.error, ...failure.aliases];
  return errorEquals.some((wanted) => {
    if (names.includes(wanted)) return true;
    if (TERMINAL_ERRORS.has(failure.error)) return false;
    return wanted === 'States.ALL' || (wanted === 'States.TaskFailed' && !names.includes('States.Timeout'));
  });
}

/** A failure as the journal keeps it. */
export type FailureRecord = { error: string; cause: string; aliases: readonly string[] };

export function failureRecord(failure: StateFailure): FailureRecord {
  return { error: failure.error, cause: failure.cause, aliases: failure.aliases };
}

/** @throws StateFailure States.DataLimitExceeded beyond 256 KiB. */
export function requirePayloadSize(value: Json, what: string): Json {
  if (byteLength(value) > MAX_PAYLOAD_BYTES) {
    throw new StateFailure(
      'States.DataLimitExceeded',
      `The ${what} has a size exceeding the maximum number of bytes service limit.`,
    );
  }
  return value;
}
