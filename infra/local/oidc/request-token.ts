import { z } from 'zod';
import { demoIntegration } from '../demo/demo-people.ts';
import { defaults } from '../stack-settings.ts';
import { DEMO_GRANT } from './demo-grant.ts';

const answered = z.object({ access_token: z.string() });

/** The provider gives no token; the message says what it answered. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/**
 * An access token of a demo user, or of the integration client, from a running provider. Throws TokenRefused.
 */
export async function requestToken(issuer: string, username: string, password: string): Promise<string> {
  const form: Record<string, string> =
    username === demoIntegration.username
      ? {
          grant_type: 'client_credentials',
          client_id: demoIntegration.clientId,
          client_secret: demoIntegration.clientSecret,
          scope: demoIntegration.scope,
        }
      : { grant_type: DEMO_GRANT, client_id: defaults.portalClientId, username, password };
  const answer = await fetch(`${issuer}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new TokenRefused(`${answer.status} ${await answer.text()}`);
  return answered.parse(await answer.json()).access_token;
}
