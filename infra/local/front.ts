import type { StackEndpoints } from './stack-endpoints.ts';
import { foreignEndpoint } from './aws-services.ts';
import type { Services } from './services.ts';
import { embeddedPages } from './gateway/embedded-pages.ts';
import { httpApi } from './gateway/gateway.ts';
import { listen } from './http/listen.ts';
import type { Listening } from './http/listen.ts';
import type { LambdaRunner } from './lambda/runner.ts';
import type { StackSettings } from './stack-settings.ts';

const names: readonly (readonly [keyof StackEndpoints, string, string])[] = [
  ['dynamodb', 'DynamoDB', 'DYNAMODB'],
  ['s3', 'S3', 'S3'],
  ['kms', 'KMS', 'KMS'],
  ['sesv2', 'SES', 'SESV2'],
  ['sfn', 'Step Functions', 'SFN'],
  ['lambda', 'Lambda', 'LAMBDA'],
  ['oidc', 'OpenID Connect', ''],
  ['pki', 'PKI (TSA, OCSP, CRL)', ''],
  ['csc', 'Ký từ xa (CSC API v2)', ''],
];

/** The product's own port: the embedded stack's pages, and before all else the HTTP API. */
export function startFront(
  port: number,
  runner: LambdaRunner,
  { aws, pki }: Pick<Services, 'aws' | 'pki'>,
  endpoints: StackEndpoints,
  settings: StackSettings,
): Promise<Listening> {
  const api = httpApi(runner, settings.accountId);
  const pages = embeddedPages({
    outbox: aws.ses?.outbox,
    pki,
    services: names.map(([key, name, service]) => ({
      name,
      address: endpoints[key],
      embedded: foreignEndpoint(settings.env, service) === undefined,
    })),
  });
  return listen((request, response) => pages(request, response) ?? api(request, response), port);
}
