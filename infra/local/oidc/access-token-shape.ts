import { randomUUID } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { demoPeople } from '../demo/demo-people.ts';

/** The parts of a JWT access token before it is signed. */
interface TokenParts {
  header?: object;
  payload: Record<string, unknown>;
}

/**
 * Gives an access token the claims of Cognito's: `token_use`, `client_id`, `username` and `cognito:groups`
 * for people, scopes only for machines. Unlike Cognito's it also has `aud`, which the provider insists on.
 */
export function shapeAccessToken(context: KoaContextWithOIDC, _token: object, parts: TokenParts): void {
  const person = demoPeople.find((candidate) => candidate.sub === parts.payload['sub']);
  const issuedAt = Number(parts.payload['iat']);
  Object.assign(parts.payload, {
    token_use: 'access',
    version: 2,
    auth_time: context.oidc.session?.authTime() ?? issuedAt,
    ...(person === undefined
      ? {}
      : {
          username: person.username,
          'cognito:groups': person.groups,
          origin_jti: randomUUID(),
          event_id: randomUUID(),
        }),
  });
  parts.header = { typ: 'JWT' };
}
