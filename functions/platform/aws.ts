import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * SDK clients, one of each per process. Where they point is the SDK's own business: region, credentials and
 * `AWS_ENDPOINT_URL_<SERVICE>` come from the environment. Time limits stay below every handler's deadline.
 */
export const awsLimits = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
};

export function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(awsLimits), {
    marshallOptions: { removeUndefinedValues: true },
  });
}

export function objectClient(): S3Client {
  return new S3Client(awsLimits);
}

export function keyClient(): KMSClient {
  return new KMSClient(awsLimits);
}

export function workflowClient(): SFNClient {
  return new SFNClient(awsLimits);
}

/** Never retries by itself: SES knows no idempotency, and a message sent twice reaches the citizen twice. */
export function emailClient(): SESv2Client {
  return new SESv2Client({ ...awsLimits, maxAttempts: 1 });
}
