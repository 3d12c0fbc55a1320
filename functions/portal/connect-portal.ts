import type { z } from 'zod';
import { keyClient, objectClient, workflowClient } from '../platform/aws.ts';
import { variable } from '../platform/env.ts';
import { configuredRevocation } from '../signing/index.ts';
import { beside } from './assets-beside.ts';
import { LoginProvider } from './auth/login-provider.ts';
import { connectFront } from './connect-front.ts';
import type { PortalDeps } from './deps.ts';
import { loadSamples } from './desk/samples.ts';
import { rateVariables, tokenAgentVariables } from './http/portal-settings.ts';
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
  const front = await connectFront(env);
  const { table, clock, newId } = front;
  const [objects, workflows, keys] = [objectClient(), workflowClient(), keyClient()];
  const revocation = configuredRevocation(env, clock);
  const login = {
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID,
    publicBaseUrl: env.PUBLIC_BASE_URL,
  };
  return {
    ...front,
    services: wireServices({ table, clock, newId, objects, workflows, keys, revocation, settings: env }),
    samples: await loadSamples(beside('samples/')),
    login: new LoginProvider(login),
    tokenAgent: `http://127.0.0.1:${env.TOKEN_AGENT_PORT}`,
  };
}
