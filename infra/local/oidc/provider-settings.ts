import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { demoIntegration, demoPeople } from '../demo/demo-people.ts';
import { shapeAccessToken } from './access-token-shape.ts';
import { DEMO_GRANT } from './demo-grant.ts';
import { logoutPage, problemPage } from './pages.ts';
import type { ProviderKeys } from './provider-keys.ts';
import { RESOURCE, resourceServer } from './resource.ts';
import type { SessionDatabase } from './session-database.ts';

const HOUR = 3600;

/** Seconds. */
const lifetimes = {
  AccessToken: HOUR,
  ClientCredentials: HOUR,
  IdToken: HOUR,
  Session: 12 * HOUR,
  Grant: 12 * HOUR,
  Interaction: HOUR,
};

/** The provider's clients and how it answers: see docs/embedded-stack.md for where Cognito differs. */
export function providerSettings(
  options: { readonly publicBaseUrl: string; readonly portalClientId: string },
  keys: ProviderKeys,
  sessions: SessionDatabase,
): Configuration {
  return {
    adapter: sessions.adapter,
    jwks: { keys: [{ ...keys.jwk, alg: 'RS256' }] },
    cookies: { keys: [keys.cookieKey] },
    clients: clients(options),
    scopes: ['openid', demoIntegration.scope],
    claims: { openid: ['sub', 'cognito:username', 'cognito:groups', 'name', 'email'] },
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => account(sub),
    loadExistingGrant: grantEverything,
    interactions: { url: (_context, interaction) => `/login/${interaction.uid}` },
    pkce: { required: () => true },
    rotateRefreshToken: false,
    routes: { authorization: '/oauth2/authorize', token: '/oauth2/token', end_session: '/logout' },
    ttl: lifetimes,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: logoutPage },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: resourceServer,
      },
    },
    formats: { customizers: { jwt: shapeAccessToken } },
    renderError: problemPage,
  };
}

function clients({ publicBaseUrl, portalClientId }: { publicBaseUrl: string; portalClientId: string }) {
  return [
    {
      client_id: portalClientId,
      client_name: 'Kết quả',
      token_endpoint_auth_method: 'none' as const,
      grant_types: ['authorization_code', DEMO_GRANT],
      response_types: ['code' as const],
      redirect_uris: [`${publicBaseUrl}/login/callback`],
      post_logout_redirect_uris: [`${publicBaseUrl}/`],
    },
    {
      client_id: demoIntegration.clientId,
      client_secret: demoIntegration.clientSecret,
      client_name: demoIntegration.name,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      scope: demoIntegration.scope,
    },
  ];
}

async function account(sub: string) {
  const person = demoPeople.find((candidate) => candidate.sub === sub);
  if (person === undefined) return undefined;
  return {
    accountId: sub,
    claims: () => ({
      sub,
      name: person.name,
      email: person.email,
      'cognito:username': person.username,
      'cognito:groups': person.groups,
    }),
  };
}

/** Cognito asks nobody for consent: each login is granted what the client asks for. */
async function grantEverything(context: KoaContextWithOIDC) {
  const { provider, client, session } = context.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(RESOURCE, 'openid');
  await grant.save();
  return grant;
}
