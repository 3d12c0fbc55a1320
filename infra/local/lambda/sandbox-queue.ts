import type { Sandbox } from './sandbox.ts';

/**
 * How a pool grows: a further sandbox starts when an event has waited this long, up to so many. While one loads none
 * starts: on a cold machine each would only slow down the others.
 */
export interface PoolGrowth {
  readonly most: number;
  readonly patienceMs: number;
}

/** The process is ending: no event begins any more. */
class RunnerClosed extends Error {
  override readonly name = 'ServiceException';

  constructor() {
    super('The embedded Lambda is closed');
  }
}

/** Sandboxes in use, idle ones to be used again, and those who wait for one. */
export class SandboxQueue {
  private readonly start: () => Sandbox;
  private readonly growth: PoolGrowth;
  private readonly all = new Set<Sandbox>();
  private readonly idle: Sandbox[] = [];
  private readonly waiting: PromiseWithResolvers<Sandbox>[] = [];
  private closed = false;

  constructor(start: () => Sandbox, growth: PoolGrowth) {
    this.start = start;
    this.growth = growth;
  }

  /** A sandbox to use alone, in the order of asking. Throws RunnerClosed. */
  async take(): Promise<Sandbox> {
    if (this.closed) throw new RunnerClosed();
    for (let spare = this.idle.pop(); spare !== undefined; spare = this.idle.pop()) {
      if (spare.alive()) return spare;
      this.all.delete(spare);
    }
    if (this.all.size === 0) return this.fresh();
    const waiter = Promise.withResolvers<Sandbox>();
    this.waiting.push(waiter);
    this.growLater(waiter);
    return waiter.promise;
  }

  give(sandbox: Sandbox): void {
    if (!sandbox.alive()) this.all.delete(sandbox);
    const next = this.waiting.shift();
    if (next !== undefined) next.resolve(sandbox.alive() ? sandbox : this.fresh());
    else if (sandbox.alive()) this.idle.push(sandbox);
  }

  /** Ends every sandbox. Who waits for one is refused: it would start anew behind the clean-up's back. */
  async endAll(): Promise<void> {
    this.closed = true;
    for (const waiter of this.waiting.splice(0)) waiter.reject(new RunnerClosed());
    await Promise.all([...this.all].map((sandbox) => sandbox.end()));
  }

  private fresh(): Sandbox {
    const sandbox = this.start();
    this.all.add(sandbox);
    return sandbox;
  }

  private growLater(waiter: PromiseWithResolvers<Sandbox>): void {
    setTimeout(() => this.growFor(waiter), this.growth.patienceMs).unref();
  }

  private growFor(waiter: PromiseWithResolvers<Sandbox>): void {
    const place = this.waiting.indexOf(waiter);
    if (place === -1 || this.all.size >= this.growth.most) return;
    if ([...this.all].some((sandbox) => sandbox.loading())) return this.growLater(waiter);
    this.waiting.splice(place, 1);
    waiter.resolve(this.fresh());
  }
}
