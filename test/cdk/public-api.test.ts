import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourcesOf, synthesise, synthesiseOtherwise, type Synthesised } from './synthesised.ts';

describe('what the public reaches', () => {
  let stacks: Synthesised;

  beforeAll(async () => {
    stacks = await synthesise();
  }, 120_000);

  it('is throttled', () => {
    stacks.api.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
    });
  });

  it('takes more, or less, where its stage says so', async () => {
    const { api } = await synthesiseOtherwise();
    api.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 1_000, ThrottlingBurstLimit: 200 },
    });
  });

  it('is logged without addresses, paths or people', () => {
    const [stage] = Object.values(stacks.api.findResources('AWS::ApiGatewayV2::Stage'));
    const { Format } = (stage as { Properties: { AccessLogSettings: { Format: string } } }).Properties
      .AccessLogSettings;
    expect(Object.values(JSON.parse(Format) as Record<string, string>)).toEqual([
      '$context.requestId',
      '$context.requestTimeEpoch',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
      '$context.integrationErrorMessage',
    ]);
  });

  it('answers on its own name only, once a certificate for it is given', async () => {
    const { api } = await synthesiseOtherwise();
    api.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'ketqua.daklak.example' });
    api.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
  });

  it('lets in only people an administrator made, with a second factor', () => {
    stacks.api.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      Properties: {
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        MfaConfiguration: 'ON',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        DeletionProtection: 'ACTIVE',
      },
    });
  });

  it('takes no password but on the sign-in pages', () => {
    const clients = resourcesOf(stacks, 'AWS::Cognito::UserPoolClient');
    expect(clients).toHaveLength(2);
    for (const [id, { Properties }] of clients) {
      expect(Properties['ExplicitAuthFlows'], id).toEqual(['ALLOW_REFRESH_TOKEN_AUTH']);
    }
  });

  it('lets people in by code flow, and systems by client credentials with their scope', () => {
    stacks.api.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: ['https://ket-qua.example/login/callback'],
      LogoutURLs: ['https://ket-qua.example/'],
    });
    stacks.api.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
    });
    stacks.api.hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
      Identifier: 'ket-qua',
      Scopes: [Match.objectLike({ ScopeName: 'integration' })],
    });
  });

  it.each(['official', 'clerk', 'post', 'operator'])('knows the role %s as a group', (GroupName) => {
    stacks.api.hasResourceProperties('AWS::Cognito::UserPoolGroup', { GroupName });
  });
});
