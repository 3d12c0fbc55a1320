/**
 * What the next calls of signatures/signHash meet, for tests of the application's error paths:
 * - `slow`: signed, and answered only after `slowMs`;
 * - `fail`: HTTP 503, nothing is signed;
 * - `reorder`: the values come in the opposite order;
 * - `lose-answer`: signed, and the connection breaks before the answer;
 * - `other-value`: one value fits nothing.
 */
export type CscTrouble = 'slow' | 'fail' | 'reorder' | 'lose-answer' | 'other-value';

/** A queue of troubles: each call takes one, and goes well once there is none. */
export interface CscTroubles {
  next(...troubles: CscTrouble[]): void;
  take(): CscTrouble | undefined;
}

export function cscTroubles(): CscTroubles {
  const queue: CscTrouble[] = [];
  return { next: (...more) => void queue.push(...more), take: () => queue.shift() };
}
