import type { Principal } from '../auth/principal.ts';
import { requireRole } from '../auth/require-role.ts';
import type { Role } from '../../directory/index.ts';
import { isDossierCode } from '../../intake/index.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import type { RevisionId, RevisionItem, Tracker } from '../../tracking/index.ts';
import { requestRefusals } from '../http/refusals.ts';
import type { AppendixId } from './find-document.ts';
import type { PortalContext } from '../http/portal-env.ts';

/** The revision a path names; undefined where its number is none. */
export function revisionOf(c: PortalContext): RevisionId | undefined {
  return revisionNamed(c.req.param('code'), c.req.param('n'));
}

/**
 * A revision by its code and number as somebody wrote them; undefined where they have not that form. Nothing else
 * reaches the table, whose keys have a greatest length.
 */
export function revisionNamed(code: string | undefined, n: string | undefined): RevisionId | undefined {
  if (code === undefined || !isDossierCode(code)) return undefined;
  return /^[1-9]\d{0,3}$/.test(n ?? '') ? { code, revision: Number(n) } : undefined;
}

/** The revision a path names, and who asks for it, if they have one of the roles. */
export function askedRevision(
  c: PortalContext,
  ...roles: readonly Role[]
): Outcome<{ readonly who: Principal; readonly id: RevisionId }> {
  const who = requireRole(c, ...roles);
  if (!who.ok) return who;
  const id = revisionOf(c);
  return id ? accept({ who: who.value, id }) : requestRefusals.dossierUnknown;
}

/** The same for an appendix in a file of its own, by its number. */
export function askedAppendix(
  c: PortalContext,
  ...roles: readonly Role[]
): Outcome<{ readonly who: Principal; readonly id: AppendixId }> {
  const asked = askedRevision(c, ...roles);
  if (!asked.ok) return asked;
  const { who, id } = asked.value;
  const k = c.req.param('k') ?? '';
  return /^[1-9]$/.test(k)
    ? accept({ who, id: { ...id, number: Number(k) } })
    : requestRefusals.appendixMissing;
}

/** All revisions of a dossier of one of the caller's agencies. */
export async function reachDossier(
  tracker: Tracker,
  principal: Principal,
  code: string,
): Promise<Outcome<RevisionItem[]>> {
  if (!isDossierCode(code)) return requestRefusals.dossierUnknown;
  const revisions = await tracker.revisions.list(code);
  const within = revisions.filter((each) => principal.agencies.includes(each.agency));
  return within.length > 0 ? accept(within) : requestRefusals.dossierUnknown;
}
