import { round } from './benchmark.ts';

const WARM_MS = 2_000;
const ROUNDS = 10;

/** One of several whose processor time is compared: what it runs, and how often in each round. */
export class TimedRun {
  readonly #times: number;
  readonly #run: () => unknown;
  #rounds = 0;
  #spentMs = 0;

  constructor(times: number, run: () => unknown) {
    this.#times = times;
    this.#run = run;
  }

  /** Runs that count for nobody: until then what is measured is the compiler. */
  async warm(): Promise<void> {
    const before = process.cpuUsage();
    do await this.#run();
    while (milliseconds(process.cpuUsage(before)) < WARM_MS);
  }

  async round(): Promise<void> {
    const before = process.cpuUsage();
    for (let index = 0; index < this.#times; index += 1) await this.#run();
    this.#spentMs += milliseconds(process.cpuUsage(before));
    this.#rounds += 1;
  }

  /** Of processor time that one run took. */
  get milliseconds(): number {
    return round(this.#spentMs / (this.#rounds * this.#times), 3);
  }
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}

/** They take turns, so that whatever else the machine does falls on all of them alike. */
export async function inTurns(...runs: readonly TimedRun[]): Promise<void> {
  for (const run of runs) await run.warm();
  for (let index = 0; index < ROUNDS; index += 1) {
    for (const run of runs) await run.round();
  }
}
