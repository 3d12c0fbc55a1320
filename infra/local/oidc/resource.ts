import type { ResourceServer } from 'oidc-provider';
import { demoIntegration } from '../demo/demo-people.ts';

/** The one audience of access tokens. */
export const RESOURCE = 'urn:ket-qua:api';

/** How its access tokens are made: JWTs signed with RS256, as Cognito's. */
export function resourceServer(): ResourceServer {
  return {
    scope: `openid ${demoIntegration.scope}`,
    audience: RESOURCE,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'RS256' } },
  };
}
