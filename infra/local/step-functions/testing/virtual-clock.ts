import type { CancelTimer, Clock } from '../clock.ts';

type Timer = { at: number; fire: () => void };

/** A clock that stands still until it is told to move: days pass in no time. */
export class VirtualClock implements Clock {
  private instant: number;
  private readonly timers = new Set<Timer>();

  constructor(start = '2026-03-02T01:00:00.000Z') {
    this.instant = Date.parse(start);
  }

  now(): Date {
    return new Date(this.instant);
  }

  setTimer(at: Date, fire: () => void): CancelTimer {
    const timer = { at: at.getTime(), fire };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  countDown(milliseconds: number, fire: () => void): CancelTimer {
    return this.setTimer(new Date(this.instant + milliseconds), fire);
  }

  /** Lets time pass; after each timer everything that follows from it happens first. */
  async pass(milliseconds: number, settled: () => Promise<void>): Promise<void> {
    const end = this.instant + milliseconds;
    await settled();
    for (let next = this.nextUntil(end); next !== undefined; next = this.nextUntil(end)) {
      this.instant = Math.max(this.instant, next.at);
      this.timers.delete(next);
      next.fire();
      await settled();
    }
    this.instant = end;
  }

  private nextUntil(end: number): Timer | undefined {
    return [...this.timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  }
}
