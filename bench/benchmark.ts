/** What a benchmark found: rows for people, and the same as data for the line of JSON after the table. */
export interface Measurement {
  readonly name: string;
  /** the command that repeats it */
  readonly command: string;
  readonly rows: readonly Record<string, string | number>[];
  readonly totals: Record<string, number | string>;
}

export type Benchmark = (args: readonly string[]) => Promise<Measurement>;

/** The value below which the given share of the samples lies; 0 without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
