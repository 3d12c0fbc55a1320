/** One event for a function's handler, as the runner sends it to the thread. */
export interface SandboxCall {
  readonly requestId: string;
  /** the event as JSON */
  readonly event: string;
  /** milliseconds since 1970 at which the call is given up */
  readonly deadline: number;
  readonly clientContext?: unknown;
}

/** Lambda's own shape of a function error. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** What the thread says first, once, when its bundle is loaded or has failed to. */
export const SANDBOX_READY = 'ready';

/** What the thread answers to a call: the result as JSON, or the error. */
export type SandboxAnswer = { readonly payload: string } | { readonly error: FunctionError };
