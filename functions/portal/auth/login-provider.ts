import * as oidc from 'openid-client';
import type { LoginUnderWay } from './cookies.ts';

/** The issuer as the portal's login needs it: the authorization code flow with PKCE (RFC 7636), public client. */
export class LoginProvider {
  readonly #issuer: URL;
  readonly #clientId: string;
  readonly #callback: string;
  readonly #home: string;
  #configuration: Promise<oidc.Configuration> | undefined;

  constructor(settings: { issuer: string; clientId: string; publicBaseUrl: string }) {
    this.#issuer = new URL(settings.issuer);
    this.#clientId = settings.clientId;
    this.#callback = `${settings.publicBaseUrl}/login/callback`;
    this.#home = `${settings.publicBaseUrl}/`;
  }

  /** Where to send the browser, and what to remember until it comes back. */
  async begin(to: string): Promise<{ address: URL; login: LoginUnderWay }> {
    const login = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      to,
    };
    const address = oidc.buildAuthorizationUrl(await this.#discovered(), {
      redirect_uri: this.#callback,
      scope: 'openid',
      state: login.state,
      nonce: login.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(login.verifier),
      code_challenge_method: 'S256',
    });
    return { address, login };
  }

  /**
   * Exchanges the code for an access token; undefined when the issuer or the answer says no.
   * @param query the callback's query string, with its question mark
   */
  async complete(query: string, login: LoginUnderWay): Promise<string | undefined> {
    const configuration = await this.#discovered();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${this.#callback}${query}`), {
        pkceCodeVerifier: login.verifier,
        expectedState: login.state,
        expectedNonce: login.nonce,
        idTokenExpected: true,
      });
      return tokens.access_token;
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw error;
    }
  }

  /**
   * Where to end the issuer's own session. Cognito wants `logout_uri`, OpenID Connect RP-Initiated Logout 1.0
   * `post_logout_redirect_uri`; each ignores the other's.
   */
  async logoutAddress(): Promise<URL> {
    const configuration = await this.#discovered();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return new URL(this.#home);
    return oidc.buildEndSessionUrl(configuration, {
      client_id: this.#clientId,
      logout_uri: this.#home,
      post_logout_redirect_uri: this.#home,
    });
  }

  #discovered(): Promise<oidc.Configuration> {
    this.#configuration ??= oidc
      .discovery(this.#issuer, this.#clientId, undefined, oidc.None(), {
        timeout: 5,
        execute: this.#issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        this.#configuration = undefined;
        throw error;
      });
    return this.#configuration;
  }
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof oidc.AuthorizationResponseError ||
    error instanceof oidc.ResponseBodyError ||
    (error instanceof oidc.ClientError && error.code !== 'OAUTH_TIMEOUT')
  );
}
