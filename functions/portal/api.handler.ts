import { handle } from 'hono/aws-lambda';
import { Directory } from '../directory/index.ts';
import { documentClient, emailClient, keyClient, objectClient, workflowClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { randomId } from '../platform/ids.ts';
import { createPortal } from './app.tsx';
import { LoginProvider } from './auth/login-provider.ts';
import { SessionStore } from './auth/session-store.ts';
import { TokenVerifier } from './auth/verify-token.ts';
import { loadSamples } from './desk/samples.ts';
import { loadAssets } from './http/assets.ts';
import { rateVariables } from './http/portal-settings.ts';
import { RateLimiter } from './http/rate-limit.ts';
import { wireServices } from './wire-services.ts';

const { TSA_URLS: _tsa, HEALTH_KEY_ID: _health, ...variables } = variable;
const env = readEnv({ ...variables, ...rateVariables });
const table = { client: documentClient(), name: env.TABLE_NAME };
const beside = (folder: string) => new URL(`./assets/${folder}`, import.meta.url);

const portal = createPortal({
  settings: {
    publicBaseUrl: env.PUBLIC_BASE_URL,
    originSecrets: env.ORIGIN_SECRETS,
    allowances: {
      integration: env.RATE_INTEGRATION,
      person: env.RATE_PERSON,
      anonymous: env.RATE_ANONYMOUS,
      factor: env.RATE_FACTOR,
    },
  },
  services: wireServices({
    table,
    clock: systemClock,
    newId: randomId,
    objects: objectClient(),
    workflows: workflowClient(),
    keys: keyClient(),
    email: emailClient(),
    settings: env,
  }),
  assets: await loadAssets({
    own: beside('portal/'),
    designSystem: beside('govuk-frontend/'),
    typeface: beside('be-vietnam-pro/'),
  }),
  samples: await loadSamples(beside('samples/')),
  verifier: new TokenVerifier(env.OIDC_ISSUER, env.OIDC_CLIENT_ID),
  login: new LoginProvider({
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID,
    publicBaseUrl: env.PUBLIC_BASE_URL,
  }),
  sessions: new SessionStore(table, systemClock, randomId),
  directory: new Directory(table),
  limiter: new RateLimiter(table, systemClock),
  clock: systemClock,
  newId: randomId,
});

export const handler = handle(portal);
