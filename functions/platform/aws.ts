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
const limits = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
};

export function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(limits), {
    marshallOptions: { removeUndefinedValues: true },
  });
}

export function objectClient(): S3Client {
  return new S3Client(limits);
}

export function keyClient(): KMSClient {
  return new KMSClient(limits);
}

export function workflowClient(): SFNClient {
  return new SFNClient(limits);
}

export function emailClient(): SESv2Client {
  return new SESv2Client(limits);
}
