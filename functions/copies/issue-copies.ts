import { finishEach, type Unfinished } from '../tracking/index.ts';
import { issueCopy, type IssueDeps } from './issue-copy.ts';

/** Copies that could not be issued by something that does not go away by itself. */
export class CopiesIncomplete extends Error {
  override readonly name = 'CopiesIncomplete';
}

export interface IssuedCopies {
  readonly issued: number;
  readonly failed: readonly Unfinished[];
}

/** Issues every ordered copy, one after the other; one that fails holds up no other and is tried again next time. */
export async function issueCopies(deps: IssueDeps): Promise<IssuedCopies> {
  const { done, failed } = await finishEach(await deps.copies.open(), (ordered) => issueCopy(deps, ordered));
  return { issued: done.length, failed };
}

/**
 * Fails aloud, so that the alarm rings; what a service was not there for is waited for.
 * @throws {CopiesIncomplete} naming what somebody must look at
 */
export function reportCopies({ failed }: IssuedCopies): void {
  const lasting = failed.filter(({ error }) => !error.endsWith('Unavailable'));
  if (lasting.length === 0) return;
  throw new CopiesIncomplete(lasting.map(({ what, error }) => `${what}: ${error}`).join('; '));
}
