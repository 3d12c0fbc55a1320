import { setImmediate } from 'node:timers/promises';

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** A clock whose days pass at once: the next timer fires when nothing else is left to do. */
export class VirtualClock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  setTimer(at: Date, fire: () => void): () => void {
    const timer = { at: at.getTime(), fire };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass, timer by timer, until `done` holds or there is nothing to wait for. */
  async passUntil(done: () => boolean | Promise<boolean>): Promise<void> {
    for (let idle = 0; idle < 400; ) {
      if (await done()) return;
      for (let turn = 0; turn < 4; turn += 1) await setImmediate();
      const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (!next || idle % 8 !== 7) {
        idle += 1;
        continue;
      }
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.fire();
      idle = 0;
    }
  }
}
