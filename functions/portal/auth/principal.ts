import type { Role, User } from '../../directory/index.ts';
import type { Actor } from '../../tracking/index.ts';

/** Who asks: a login of our directory, with the roles its token's issuer granted. */
export interface Principal extends User {
  readonly roles: readonly Role[];
  /** how they proved it: a bearer token, or a session of this portal */
  readonly via: 'token' | 'session';
}

/** How the event log names somebody acting in a role: an official by their id there, others by their login. */
export function actorIn(principal: Principal, role: Role): Actor {
  return { kind: role, id: (role === 'official' && principal.official) || principal.sub };
}
