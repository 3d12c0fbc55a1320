import type { Role } from '../../directory/index.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import { wantsPage } from '../http/surface.ts';
import type { PortalContext } from '../http/portal-env.ts';
import type { Principal } from './principal.ts';
import { refusals } from './refusals.ts';

/** Who asks, if they have one of the roles. */
export function requireRole(c: PortalContext, ...roles: readonly Role[]): Outcome<Principal> {
  const principal = c.get('principal');
  if (!principal) return wantsPage(c) ? refusals.sessionMissing : refusals.tokenMissing;
  return roles.some((role) => principal.roles.includes(role)) ? accept(principal) : refusals.roleMissing;
}
