import type { Clock } from '../../platform/clock.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import { signatureWait, type RequestedSignature } from '../../signing/index.ts';
import type { RevisionId } from '../../tracking/index.ts';
import type { Principal } from '../auth/principal.ts';
import type { Services } from '../services.ts';
import { taskPage, taskRows, type TaskRow } from './task-rows.ts';

/** A dossier that waits for a signature from the official's device, and what is to be signed. */
export interface SigningRow extends TaskRow {
  /** names the row's fields in the form */
  readonly key: string;
  readonly wanted: RequestedSignature;
  /** no value is taken any more */
  readonly expired: boolean;
}

export interface SigningRows {
  readonly rows: readonly SigningRow[];
  readonly next: string | undefined;
}

interface RowDeps {
  readonly services: Services;
  readonly clock: Clock;
}

/** Name of a revision's row: what its fields in the form end in. */
export function rowKey({ code, revision }: RevisionId): string {
  return `${code}-r${revision}`;
}

/** A page of what waits for the official's device, most urgent first. */
export async function signingRows(
  deps: RowDeps,
  principal: Principal,
  after: string | undefined,
): Promise<Outcome<SigningRows>> {
  const page = await taskPage(deps.services, principal, ['signature'], after);
  if (!page.ok) return page;
  const { rows, next } = page.value;
  return accept({ rows: await withWanted(deps, principal, rows), next });
}

/** The one revision, where it waits for the official's device. */
export async function signingRowOf(
  deps: RowDeps,
  principal: Principal,
  id: RevisionId,
): Promise<readonly SigningRow[]> {
  const { tasks, tracker } = deps.services;
  const wait = await signatureWait(tasks, id);
  if (wait?.scope !== principal.official || wait?.callback !== 'none') return [];
  return withWanted(deps, principal, await taskRows(tracker, [wait]));
}

async function withWanted(
  { services, clock }: RowDeps,
  principal: Principal,
  rows: readonly TaskRow[],
): Promise<readonly SigningRow[]> {
  const now = clock().toISOString();
  const found = await Promise.all(
    rows.map(async (row): Promise<SigningRow[]> => {
      const asked = await services.requestedSignature(row, principal.official ?? '');
      if (!asked.ok) return [];
      return [{ ...row, key: rowKey(row), wanted: asked.value, expired: now >= asked.value.expiresAt }];
    }),
  );
  return found.flat();
}
