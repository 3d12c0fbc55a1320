export type CancelTimer = () => void;

/** Time as the engine sees it. Tests bring one whose days pass at once. */
export interface Clock {
  now(): Date;
  /** Calls `fire` once, at `at` or as soon as possible after it, never before the current turn is over. */
  setTimer(at: Date, fire: () => void): CancelTimer;
  /** Calls `fire` once this process has run for so long; while the machine sleeps, nothing is counted. */
  countDown(milliseconds: number, fire: () => void): CancelTimer;
}

/**
 * Node's timers stand still while the machine sleeps (on Linux), and overflow beyond 24.8 days. A timer
 * that looks at the time once a minute is late by a minute at most.
 */
const LOOK_AGAIN_MS = 60_000;
/** Where Node's timers go on through sleep (macOS), it takes one step of a count-down at most. */
const COUNT_MS = 1000;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  setTimer(at, fire) {
    let timer: NodeJS.Timeout;
    const arm = () => {
      const remaining = Math.max(0, at.getTime() - Date.now());
      timer = setTimeout(look, Math.min(remaining, LOOK_AGAIN_MS));
    };
    const look = () => (Date.now() < at.getTime() ? arm() : fire());
    arm();
    return () => clearTimeout(timer);
  },
  countDown(milliseconds, fire) {
    let timer: NodeJS.Timeout;
    const count = (left: number) => {
      const step = Math.min(left, COUNT_MS);
      timer = setTimeout(() => (left > step ? count(left - step) : fire()), step);
    };
    count(milliseconds);
    return () => clearTimeout(timer);
  },
};
