import { resolve } from 'node:path';
import type { FunctionSpec } from '../functions.ts';
import { rateEnvironment, rates } from '../rates.ts';
import { defaults } from './stack-settings.ts';
import type { StackSettings } from './stack-settings.ts';

/** Addresses that are known only once the services listen. */
export interface StackAddresses {
  readonly publicBaseUrl: string;
  readonly dynamodb: string;
  readonly s3: string;
  readonly kms: string;
  readonly sesv2: string;
  readonly sfn: string;
  readonly oidcIssuer: string;
  readonly timestampUrl: string;
  readonly stateMachineArn: string;
}

/**
 * The whole environment of one function: what Lambda sets, what the SDK reads, and the variables its manifest
 * lists; one that the stack's own environment has set wins over the stack's value.
 */
export function functionEnvironment(
  spec: FunctionSpec,
  bundleDirectory: string,
  addresses: StackAddresses,
  settings: StackSettings,
): Record<string, string> {
  const values = productVariables(addresses, settings);
  const own = spec.environment.flatMap((name) => {
    const value = settings.env[name] ?? values[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...runtimeVariables(spec, bundleDirectory, settings),
    ...sdkVariables(addresses, settings),
    ...Object.fromEntries(own),
  };
}

function productVariables(
  addresses: StackAddresses,
  settings: StackSettings,
): Record<string, string | undefined> {
  return {
    TABLE_NAME: settings.tableName,
    WORK_BUCKET: settings.buckets.work,
    ARCHIVE_BUCKET: settings.buckets.archive,
    PUBLIC_BASE_URL: addresses.publicBaseUrl,
    // A folder put there is a template at once; deployed, it comes with the bundle.
    TEMPLATES_DIR: resolve(import.meta.dirname, '../../templates'),
    STATE_MACHINE_ARN: addresses.stateMachineArn,
    OIDC_ISSUER: addresses.oidcIssuer,
    OIDC_CLIENT_ID: defaults.portalClientId,
    TSA_URLS: addresses.timestampUrl,
    // What the embedded authority's take, and some.
    TSA_TOKEN_BYTES: '3584',
    SIGNATURE_LEVEL: 'B-LTA',
    // What is switched at the PKI shows at once.
    REVOCATION_CACHE_MINUTES: '0',
    ...rateEnvironment(rates.parse({})),
    TOKEN_AGENT_PORT: String(defaults.tokenAgentPort),
    LINK_KEY_ID: defaults.linkKeyAlias,
    HEALTH_KEY_ID: defaults.healthKeyAlias,
    SECRETS_KEY_ID: defaults.secretsKeyAlias,
    EMAIL_FROM: defaults.emailFrom,
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, as far as handlers read them. */
function runtimeVariables(
  spec: FunctionSpec,
  bundleDirectory: string,
  settings: StackSettings,
): Record<string, string> {
  return {
    AWS_REGION: settings.region,
    AWS_ACCOUNT_ID: settings.accountId,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    // The SDK names it in every request, so that what stands before a service knows who calls. Powertools adds
    // a mark of more than forty letters where there is none, and the SDK warns at every request of more than 50.
    AWS_SDK_UA_APP_ID: `${spec.name}/PTEnv/`,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LAMBDA_TASK_ROOT: bundleDirectory,
    TZ: ':UTC',
  };
}

function sdkVariables(addresses: StackAddresses, { credentials }: StackSettings): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AWS_ENDPOINT_URL_DYNAMODB: addresses.dynamodb,
    AWS_ENDPOINT_URL_S3: addresses.s3,
    AWS_ENDPOINT_URL_KMS: addresses.kms,
    AWS_ENDPOINT_URL_SESV2: addresses.sesv2,
    AWS_ENDPOINT_URL_SFN: addresses.sfn,
  };
}
