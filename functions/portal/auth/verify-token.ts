import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Role } from '../../directory/index.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import { refusals } from './refusals.ts';

/** What an access token proves: who, in which roles. */
export interface TokenClaims {
  readonly sub: string;
  readonly roles: readonly Role[];
}

/** The claims of a Cognito access token that we rely on. Machines' tokens carry scopes and no groups. */
const accessClaims = z.object({
  sub: z.string().min(1),
  token_use: z.literal('access'),
  client_id: z.string().min(1),
  scope: z.string().default(''),
  'cognito:groups': z.array(z.string()).default([]),
});

/** OpenID Connect Discovery 1.0, section 4: where the issuer publishes what. */
const discovered = z.object({ issuer: z.string(), jwks_uri: z.url() });

const INTEGRATION_SCOPE = 'ket-qua/integration';
const GROUP_ROLES: ReadonlyMap<string, Role> = new Map([
  ['official', 'official'],
  ['clerk', 'clerk'],
  ['post', 'post'],
  ['operator', 'operator'],
]);

/** Verifies bearer tokens of one issuer; its keys are fetched when first needed and kept. */
export class TokenVerifier {
  readonly #issuer: string;
  readonly #clientId: string;
  #keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(issuer: string, clientId: string, keys?: JWTVerifyGetKey) {
    this.#issuer = issuer;
    this.#clientId = clientId;
    this.#keys = keys && Promise.resolve(keys);
  }

  /** @throws when the issuer's keys cannot be fetched: that says nothing about the token */
  async verify(token: string, at: Date): Promise<Outcome<TokenClaims>> {
    try {
      const { payload } = await jwtVerify(token, await this.#keySet(), {
        issuer: this.#issuer,
        algorithms: ['RS256', 'PS256', 'ES256'],
        requiredClaims: ['exp', 'iat'],
        clockTolerance: 5,
        currentDate: at,
      });
      const claims = accessClaims.safeParse(payload);
      return claims.success ? this.#rolesOf(claims.data) : refusals.tokenUse;
    } catch (error) {
      return refusalOf(error);
    }
  }

  /** People come through the portal's own client, machines with the scope that only they are given. */
  #rolesOf(claims: z.infer<typeof accessClaims>): Outcome<TokenClaims> {
    if (claims.scope.split(' ').includes(INTEGRATION_SCOPE)) {
      return accept({ sub: claims.sub, roles: ['integration'] });
    }
    if (claims.client_id !== this.#clientId) return refusals.tokenClient;
    const roles = claims['cognito:groups'].flatMap((group) => GROUP_ROLES.get(group) ?? []);
    return accept({ sub: claims.sub, roles });
  }

  #keySet(): Promise<JWTVerifyGetKey> {
    this.#keys ??= this.#discover().catch((error: unknown) => {
      this.#keys = undefined;
      throw error;
    });
    return this.#keys;
  }

  async #discover(): Promise<JWTVerifyGetKey> {
    const address = `${this.#issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) throw new IssuerUnavailable(`${address} answered ${answer.status}`);
    const metadata = discovered.parse(await answer.json());
    return createRemoteJWKSet(new URL(metadata.jwks_uri), { timeoutDuration: 5_000 });
  }
}

/** The issuer's discovery document cannot be fetched. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

const FORGED = [
  errors.JWSSignatureVerificationFailed,
  errors.JWSInvalid,
  errors.JWTInvalid,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
];

function refusalOf(error: unknown) {
  if (error instanceof errors.JWTExpired) return refusals.tokenExpired;
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'iss' ? refusals.tokenIssuer : refusals.tokenInvalid;
  }
  if (FORGED.some((kind) => error instanceof kind)) return refusals.tokenInvalid;
  throw error;
}
