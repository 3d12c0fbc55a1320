import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Stage } from './stage-settings.ts';

/** Groups of people, named as the roles tokens carry. */
const groups = ['official', 'clerk', 'post', 'operator'] as const;

/**
 * No password is ever sent past the sign-in pages: said outright, since a client that says nothing is given
 * Cognito's default, which allows SRP and custom authentication.
 */
const refreshOnly = { userSrp: false } as const;

/** Who may sign in, and as what: people by code flow with PKCE, systems of agencies by client credentials. */
export class SignIn extends Construct {
  readonly issuer: string;
  readonly portal: UserPoolClient;
  readonly #users: UserPool;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.#users = this.#pool();
    this.#users.addDomain('Pages', { cognitoDomain: { domainPrefix: stage.signInDomain } });
    for (const groupName of groups) {
      new CfnUserPoolGroup(this, `Group-${groupName}`, { userPoolId: this.#users.userPoolId, groupName });
    }
    this.issuer = this.#users.userPoolProviderUrl;
    this.portal = this.#addPortal(stage.publicBaseUrl);
    this.#addIntegration();
  }

  #pool(): UserPool {
    return new UserPool(this, 'Users', {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.NONE,
      passwordPolicy: { minLength: 12, tempPasswordValidity: Duration.days(3) },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #addPortal(publicBaseUrl: string): UserPoolClient {
    return this.#users.addClient('Portal', {
      generateSecret: false,
      authFlows: refreshOnly,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [`${publicBaseUrl}/login/callback`],
        logoutUrls: [`${publicBaseUrl}/`],
      },
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(1),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    });
  }

  /** One client for the first system that submits dossiers; further ones are added like it. */
  #addIntegration(): void {
    const submit = new ResourceServerScope({
      scopeName: 'integration',
      scopeDescription: 'Submits resolved dossiers and reads their state',
    });
    const server: UserPoolResourceServer = this.#users.addResourceServer('Api', {
      identifier: 'ket-qua',
      scopes: [submit],
    });
    this.#users.addClient('Integration', {
      generateSecret: true,
      authFlows: refreshOnly,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [OAuthScope.resourceServer(server, submit)],
      },
      accessTokenValidity: Duration.hours(1),
    });
  }
}
