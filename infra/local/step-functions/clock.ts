export type CancelTimer = () => void;

/** Time as the engine sees it. Tests bring one whose days pass at once. */
export interface Clock {
  now(): Date;
  /** Calls `fire` once, at `at` or as soon as possible after it, never before the current turn is over. */
  setTimer(at: Date, fire: () => void): CancelTimer;
}

/** Node's timers overflow beyond 2^31-1 ms (24.8 days): longer waits are made of several. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  setTimer(at, fire) {
    let timer: NodeJS.Timeout;
    const arm = () => {
      const remaining = at.getTime() - Date.now();
      timer =
        remaining > LONGEST_TIMER_MS
          ? setTimeout(arm, LONGEST_TIMER_MS)
          : setTimeout(fire, Math.max(0, remaining));
    };
    arm();
    return () => clearTimeout(timer);
  },
};
