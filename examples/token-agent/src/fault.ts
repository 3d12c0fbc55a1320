/** Every error code of the protocol and the HTTP status it comes with (docs/token-agent.md). */
const STATUS = {
  'request-invalid': 400,
  'session-unknown': 401,
  'origin-not-allowed': 403,
  'pairing-refused': 403,
  'not-found': 404,
  'certificate-not-found': 404,
  'method-not-allowed': 405,
  'no-token': 409,
  'pin-wrong': 409,
  'pin-locked': 409,
  cancelled: 409,
  'too-large': 413,
  'host-not-allowed': 421,
  'algorithm-unsupported': 422,
  busy: 429,
  'token-failed': 500,
} as const;

export type FaultCode = keyof typeof STATUS;

/** A "no" of the agent, with a code that pages rely on and a message that only logs show. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string) {
    super(message);
    this.code = code;
  }

  get status(): number {
    return STATUS[this.code];
  }
}

/** What a caller is told of an error: a fault's own code; of anything else only that the token failed. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault('token-failed', error instanceof Error ? error.message : String(error));
}
