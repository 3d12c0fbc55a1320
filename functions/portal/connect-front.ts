import type { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { variable } from '../platform/env.ts';
import { randomId } from '../platform/ids.ts';
import { assetsBeside } from './assets-beside.ts';
import { SessionStore } from './auth/session-store.ts';
import { TokenVerifier } from './auth/verify-token.ts';
import type { FrontDeps } from './front.ts';
import { rateVariables } from './http/portal-settings.ts';
import { RateLimiter } from './http/rate-limit.ts';

/** What every function that answers people and systems reads from its environment. */
export const frontVariables = {
  TABLE_NAME: variable.TABLE_NAME,
  PUBLIC_BASE_URL: variable.PUBLIC_BASE_URL,
  OIDC_ISSUER: variable.OIDC_ISSUER,
  OIDC_CLIENT_ID: variable.OIDC_CLIENT_ID,
  ORIGIN_SECRETS: variable.ORIGIN_SECRETS,
  ...rateVariables,
};
type FrontEnvironment = z.infer<z.ZodObject<typeof frontVariables>>;

/** Connects to the table, to the issuer's keys, and to the files that lie beside the running module. */
export async function connectFront(env: FrontEnvironment) {
  const table = { client: documentClient(), name: env.TABLE_NAME };
  const [clock, newId] = [systemClock, randomId];
  return {
    settings: settingsOf(env),
    assets: await assetsBeside(),
    verifier: new TokenVerifier(env.OIDC_ISSUER, env.OIDC_CLIENT_ID),
    sessions: new SessionStore(table, clock, newId),
    directory: new Directory(table),
    limiter: new RateLimiter(table, clock),
    clock,
    newId,
    table,
  };
}

function settingsOf(env: FrontEnvironment): FrontDeps['settings'] {
  return {
    publicBaseUrl: env.PUBLIC_BASE_URL,
    originSecrets: env.ORIGIN_SECRETS,
    allowances: {
      integration: env.RATE_INTEGRATION,
      person: env.RATE_PERSON,
      anonymous: env.RATE_ANONYMOUS,
      factor: env.RATE_FACTOR,
    },
  };
}
