import { join } from 'node:path';
import { startDynamoDb } from './dynamodb/server.ts';
import type { Listening } from './http/listen.ts';
import { startKms } from './kms/server.ts';
import { startS3 } from './s3/server.ts';
import { startSes } from './ses/server.ts';
import type { Ses } from './ses/server.ts';
import type { StackSettings } from './stack-settings.ts';
import type { ServicePorts } from './state/ports.ts';

/** Addresses of the AWS services the functions use, by the SDK's names for them. */
export interface AwsEndpoints {
  readonly dynamodb: string;
  readonly s3: string;
  readonly kms: string;
  readonly sesv2: string;
}

/** The AWS services without Step Functions and Lambda: embedded, or where the environment points. */
export interface AwsServices {
  readonly endpoints: AwsEndpoints;
  /** the embedded SES; undefined when another stands in its place */
  readonly ses: Ses | undefined;
  readonly close: () => Promise<void>;
}

/** The address at which a service already is, by the SDK's own variable. */
export function foreignEndpoint(env: StackSettings['env'], service: string): string | undefined {
  return env[`AWS_ENDPOINT_URL_${service}`];
}

/** Starts each service whose `AWS_ENDPOINT_URL_<SERVICE>` is not set. */
export async function startAwsServices(
  dataDir: string,
  ports: ServicePorts,
  settings: StackSettings,
): Promise<AwsServices> {
  const { region, accountId, credentials, env } = settings;
  const unless = async <T extends Listening>(service: string, start: () => Promise<T>) =>
    foreignEndpoint(env, service) === undefined ? await start() : undefined;
  const [dynamodb, s3, kms, ses] = await Promise.all([
    unless('DYNAMODB', () =>
      startDynamoDb({ directory: join(dataDir, 'dynamodb'), port: ports.dynamodb, region, accountId }),
    ),
    unless('S3', () =>
      startS3({
        directory: join(dataDir, 's3'),
        port: ports.s3,
        buckets: Object.values(settings.buckets),
        credentials,
      }),
    ),
    unless('KMS', () => startKms({ directory: join(dataDir, 'kms'), port: ports.kms, region, accountId })),
    unless('SESV2', () => startSes({ directory: join(dataDir, 'outbox'), port: ports.sesv2 })),
  ]);
  const address = (service: string, embedded: Listening | undefined): string =>
    embedded?.url ?? foreignEndpoint(env, service) ?? '';
  return {
    ses,
    endpoints: {
      dynamodb: address('DYNAMODB', dynamodb),
      s3: address('S3', s3),
      kms: address('KMS', kms),
      sesv2: address('SESV2', ses),
    },
    close: async () => {
      const running = [dynamodb, s3, kms, ses].filter((service) => service !== undefined);
      await Promise.all(running.map((service) => service.close()));
    },
  };
}
