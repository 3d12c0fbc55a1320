/** Bounds the work that a file of strangers may ask for: counted, never timed, so that the answer is always the same. */

/** The file asks for more than a reader grants: nothing can be said of what was not looked at. */
export class WorkLimitReached extends Error {
  override readonly name = 'WorkLimitReached';
}

export type Work =
  | 'entries'
  | 'sections'
  | 'parsedBytes'
  | 'inflatedBytes'
  | 'visits'
  | 'signatures'
  | 'hashedBytes';

export type WorkLimits = Readonly<Record<Work, number>>;

const MEGABYTE = 1024 * 1024;

/**
 * Generous for any honest document, and so that a bomb of 20 MB is stopped within two seconds and 256 MB. Objects
 * are parsed once, whatever the number of revisions, so that the file's own size bounds what is parsed.
 */
export function limitsFor(fileBytes: number): WorkLimits {
  return {
    entries: 262_144,
    sections: 128,
    parsedBytes: 4 * MEGABYTE + 2 * fileBytes,
    inflatedBytes: 64 * MEGABYTE,
    visits: 8_000_000,
    signatures: 128,
    hashedBytes: 200 * MEGABYTE,
  };
}

export class WorkBudget {
  readonly #left: Record<Work, number>;

  constructor(limits: WorkLimits) {
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
