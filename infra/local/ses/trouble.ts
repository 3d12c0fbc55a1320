/**
 * What the next sends meet, for tests of the application's error paths:
 * - `reject`: SES refuses the message (MessageRejected), nothing is sent;
 * - `throttle`: TooManyRequestsException, nothing is sent;
 * - `lose-answer`: the message is sent, the connection breaks before the answer;
 * - `drop`: the connection breaks, nothing is sent.
 */
export type SendTrouble = 'reject' | 'throttle' | 'lose-answer' | 'drop';

/** A queue of troubles: each send takes one, and goes well once there is none. */
export interface Troubles {
  next(...troubles: SendTrouble[]): void;
  take(): SendTrouble | undefined;
}

export function troubles(): Troubles {
  const queue: SendTrouble[] = [];
  return {
    next: (...more) => void queue.push(...more),
    take: () => queue.shift(),
  };
}
