import { failureName } from '../platform/failures.ts';
import { SWEEP_SHARDS } from '../tracking/index.ts';
import { issueCopy, type IssueDeps } from './issue-copy.ts';

/** Copies that could not be issued by something that does not go away by itself. */
export class CopiesIncomplete extends Error {
  override readonly name = 'CopiesIncomplete';
}

export interface IssuedCopies {
  readonly issued: number;
  readonly failed: readonly { readonly what: string; readonly error: string }[];
}

/** Issues every ordered copy, one after the other; one that fails holds up no other and is tried again next time. */
export async function issueCopies(deps: IssueDeps): Promise<IssuedCopies> {
  let issued = 0;
  const failed: { what: string; error: string }[] = [];
  for (let shard = 0; shard < SWEEP_SHARDS; shard += 1) {
    for (const ordered of await deps.copies.open(shard)) {
      try {
        await issueCopy(deps, ordered);
        issued += 1;
      } catch (error) {
        failed.push({ what: `copy ${ordered.order} of ${ordered.code}`, error: failureName(error) });
      }
    }
  }
  return { issued, failed };
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
