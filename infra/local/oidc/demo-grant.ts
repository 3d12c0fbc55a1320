import { timingSafeEqual } from 'node:crypto';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { demoPassword, demoPeople } from '../demo/demo-people.ts';
import type { DemoPerson } from '../demo/demo-people.ts';
import { RESOURCE, resourceServer } from './resource.ts';

/** A grant of the development provider alone: a demo user's name and password for an access token. */
export const DEMO_GRANT = 'urn:ket-qua:demo-user';

/** The demo user of a name and password; undefined when either is wrong. */
export function demoLogin(username: string, password: string): DemoPerson | undefined {
  const given = Buffer.from(password);
  const right = Buffer.from(demoPassword);
  const matches = given.length === right.length && timingSafeEqual(given, right);
  return matches ? demoPeople.find((person) => person.username === username) : undefined;
}

/** Adds the grant to the provider's token endpoint, so that the shell needs no browser. */
export function registerDemoGrant(provider: Provider): void {
  provider.registerGrantType<{ username?: string; password?: string }>(
    DEMO_GRANT,
    async (context) => {
      const { client, params } = context.oidc;
      const person = demoLogin(params.username ?? '', params.password ?? '');
      if (person === undefined) throw new errors.InvalidGrant('wrong user name or password');
      const grant = new provider.Grant({ clientId: client.clientId, accountId: person.sub });
      grant.addResourceScope(RESOURCE, 'openid');
      const token = new provider.AccessToken({
        accountId: person.sub,
        client,
        grantId: await grant.save(),
        gty: DEMO_GRANT,
        scope: 'openid',
        resourceServer: new provider.ResourceServer(RESOURCE, resourceServer()),
      });
      context.body = {
        access_token: await token.save(),
        expires_in: token.expiration,
        token_type: 'Bearer',
        scope: 'openid',
      };
    },
    ['username', 'password'],
  );
}
