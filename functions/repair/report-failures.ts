import type { Unfinished } from '../tracking/index.ts';

/** Something that will not go away by itself the next time: somebody must look. */
export class SweepIncomplete extends Error {
  override readonly name = 'SweepIncomplete';
}

/**
 * Fails aloud, so that the alarm on the function's errors rings; what AWS was too busy for is done the next time.
 * @throws {SweepIncomplete} naming what could not be done
 */
export function reportFailures(failed: readonly Unfinished[]): void {
  const lasting = failed.filter(({ error }) => error !== 'AwsUnavailable');
  if (lasting.length === 0) return;
  throw new SweepIncomplete(lasting.map(({ what, error }) => `${what}: ${error}`).join('; '));
}
