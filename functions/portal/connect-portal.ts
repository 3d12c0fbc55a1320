import type { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, keyClient, objectClient, workflowClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { variable } from '../platform/env.ts';
import { randomId } from '../platform/ids.ts';
import { configuredRevocation } from '../signing/index.ts';
import { LoginProvider } from './auth/login-provider.ts';
import { SessionStore } from './auth/session-store.ts';
import { TokenVerifier } from './auth/verify-token.ts';
import type { PortalDeps } from './deps.ts';
import { loadSamples } from './desk/samples.ts';
import { loadAssets } from './http/assets.ts';
import { rateVariables, tokenAgentVariables } from './http/portal-settings.ts';
import { RateLimiter } from './http/rate-limit.ts';
import { wireServices } from './wire-services.ts';

const {
  TSA_URLS: _tsa,
  HEALTH_KEY_ID: _health,
  SECRETS_KEY_ID: _secrets,
  EMAIL_FROM: _sender,
  ...variables
} = variable;

/** What the portal reads from its environment. */
export const portalVariables = { ...variables, ...rateVariables, ...tokenAgentVariables };
export type PortalEnvironment = z.infer<z.ZodObject<typeof portalVariables>>;

/** Connects the portal to AWS, to its issuer, and to the files that lie beside its module. */
export async function connectPortal(env: PortalEnvironment): Promise<PortalDeps> {
  const table = { client: documentClient(), name: env.TABLE_NAME };
  const [clock, newId] = [systemClock, randomId];
  const [objects, workflows, keys] = [objectClient(), workflowClient(), keyClient()];
  const revocation = configuredRevocation(env, clock);
  const login = {
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID,
    publicBaseUrl: env.PUBLIC_BASE_URL,
  };
  return {
    settings: settingsOf(env),
    services: wireServices({ table, clock, newId, objects, workflows, keys, revocation, settings: env }),
    assets: await loadAssets({
      own: beside('portal/'),
      designSystem: beside('govuk-frontend/'),
      typeface: beside('be-vietnam-pro/'),
    }),
    samples: await loadSamples(beside('samples/')),
    verifier: new TokenVerifier(env.OIDC_ISSUER, env.OIDC_CLIENT_ID),
    login: new LoginProvider(login),
    sessions: new SessionStore(table, clock, newId),
    directory: new Directory(table),
    limiter: new RateLimiter(table, clock),
    clock,
    newId,
  };
}

function settingsOf(env: PortalEnvironment): PortalDeps['settings'] {
  return {
    publicBaseUrl: env.PUBLIC_BASE_URL,
    originSecrets: env.ORIGIN_SECRETS,
    tokenAgent: `http://127.0.0.1:${env.TOKEN_AGENT_PORT}`,
    allowances: {
      integration: env.RATE_INTEGRATION,
      person: env.RATE_PERSON,
      anonymous: env.RATE_ANONYMOUS,
      factor: env.RATE_FACTOR,
    },
  };
}

function beside(folder: string): URL {
  return new URL(`./assets/${folder}`, import.meta.url);
}
