import type { Role, User } from '../../directory/index.ts';
import type { Actor } from '../../tracking/index.ts';

/** Who asks: roles as the token's issuer granted them, and where they apply, from our directory. */
export interface Principal {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** codes of the agencies the person or system works for */
  readonly agencies: readonly string[];
  /** the official's own id in the directory */
  readonly official?: string;
  /** the post office the person works at */
  readonly office?: string;
  /** how they proved it: a bearer token, or a session of this portal */
  readonly via: 'token' | 'session';
}

export function principalOf(user: User, roles: readonly Role[], via: Principal['via']): Principal {
  return {
    sub: user.sub,
    name: user.name,
    roles,
    agencies: user.agencies,
    ...(user.official !== undefined && { official: user.official }),
    ...(user.office !== undefined && { office: user.office }),
    via,
  };
}

/** How the event log names somebody acting in a role: an official by their id there, others by their login. */
export function actorIn(principal: Principal, role: Role): Actor {
  return { kind: role, id: (role === 'official' && principal.official) || principal.sub };
}
