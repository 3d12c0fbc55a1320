/** Counts work under way, so that others can wait for its end. */
export class Activity {
  private underWay = 0;
  private waiting: Array<() => void> = [];

  /**
   * Starts work in the background. What it throws is not its own failure but the engine's (a journal
   * that cannot be written): the process ends, and the next one goes on from what was written.
   */
  run(work: () => Promise<void>): void {
    this.underWay += 1;
    const end = () => {
      this.underWay -= 1;
      if (this.underWay === 0) setImmediate(() => this.release());
    };
    Promise.resolve()
      .then(work)
      .then(end, (error: unknown) => {
        end();
        setImmediate(() => {
          throw error;
        });
      });
  }

  /** Resolves when no work is under way, or after `atMostMs`. */
  idle(atMostMs?: number): Promise<void> {
    if (this.underWay === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = atMostMs === undefined ? undefined : setTimeout(resolve, atMostMs);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private release(): void {
    if (this.underWay > 0) return;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
