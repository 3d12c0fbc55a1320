import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { AwsEndpoints } from './aws-services.ts';
import type { StackSettings } from './stack-settings.ts';

/** The SDK clients with which the stack prepares what the functions need. */
export interface StackClients {
  readonly dynamodb: DynamoDBClient;
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly sfn: SFNClient;
}

export function stackClients(
  endpoints: AwsEndpoints & { readonly sfn: string },
  { region, credentials }: StackSettings,
): StackClients {
  const common = { region, credentials };
  return {
    dynamodb: new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb }),
    s3: new S3Client({ ...common, endpoint: endpoints.s3 }),
    kms: new KMSClient({ ...common, endpoint: endpoints.kms }),
    sfn: new SFNClient({ ...common, endpoint: endpoints.sfn }),
  };
}
