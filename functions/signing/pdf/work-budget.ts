/** Bounds the work that a file of strangers may ask for: counted, never timed, so that the answer is always the same. */

/** The file asks for more than a reader grants: nothing can be said of what was not looked at. */
export class WorkLimitReached extends Error {
  override readonly name = 'WorkLimitReached';
}

export type Work = 'entries' | 'sections' | 'parsedBytes' | 'inflatedBytes' | 'visits';

export type WorkLimits = Readonly<Record<Work, number>>;

/** Generous for any document of 20 MB; a bomb of that size is stopped within two seconds and 256 MB. */
export const DEFAULT_LIMITS: WorkLimits = {
  entries: 262_144,
  sections: 128,
  parsedBytes: 96 * 1024 * 1024,
  inflatedBytes: 64 * 1024 * 1024,
  visits: 2_000_000,
};

export class WorkBudget {
  readonly #left: Record<Work, number>;

  constructor(limits: WorkLimits = DEFAULT_LIMITS) {
    this.#left = { ...limits };
  }

  left(work: Work): number {
    return this.#left[work];
  }

  /** @throws {WorkLimitReached} where less than `amount` is left */
  spend(work: Work, amount = 1): void {
    if (amount > this.#left[work]) throw new WorkLimitReached(`more ${work} than a reader grants`);
    this.#left[work] -= amount;
  }
}
