import { CreateTableCommand, DescribeTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateAliasCommand, CreateKeyCommand, DescribeKeyCommand } from '@aws-sdk/client-kms';
import type { KMSClient, KeySpec, KeyUsageType } from '@aws-sdk/client-kms';
import { CreateBucketCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { tableKeys } from '../table.ts';

/** Makes the table of infra/table.ts unless it is there. */
export async function provisionTable(client: DynamoDBClient, name: string): Promise<void> {
  if (await exists(client.send(new DescribeTableCommand({ TableName: name })))) return;
  const attributes = [
    tableKeys.partitionKey,
    tableKeys.sortKey,
    ...tableKeys.indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
      KeySchema: keySchema(tableKeys),
      GlobalSecondaryIndexes: tableKeys.indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: name });
}

/** Makes the buckets unless they are there. */
export async function provisionBuckets(client: S3Client, names: readonly string[]): Promise<void> {
  for (const Bucket of names) {
    if (await exists(client.send(new HeadBucketCommand({ Bucket })))) continue;
    await client.send(new CreateBucketCommand({ Bucket }));
  }
}

/** Makes a key with an alias and tags unless the alias is there; answers the alias. */
export async function provisionKey(
  client: KMSClient,
  alias: string,
  spec: KeySpec,
  tags: Readonly<Record<string, string>>,
): Promise<string> {
  if (await exists(client.send(new DescribeKeyCommand({ KeyId: alias })))) return alias;
  const created = await client.send(
    new CreateKeyCommand({
      KeySpec: spec,
      KeyUsage: usageOf(spec),
      Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    }),
  );
  await client.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: created.KeyMetadata?.KeyId }));
  return alias;
}

function usageOf(spec: KeySpec): KeyUsageType {
  if (spec === 'SYMMETRIC_DEFAULT') return 'ENCRYPT_DECRYPT';
  return spec === 'HMAC_256' ? 'GENERATE_VERIFY_MAC' : 'SIGN_VERIFY';
}

function keySchema(keys: { readonly partitionKey: string; readonly sortKey: string }) {
  return [
    { AttributeName: keys.partitionKey, KeyType: 'HASH' as const },
    { AttributeName: keys.sortKey, KeyType: 'RANGE' as const },
  ];
}

async function exists(question: Promise<unknown>): Promise<boolean> {
  try {
    await question;
    return true;
  } catch (error) {
    if (
      error instanceof Error &&
      /^(ResourceNotFoundException|NotFoundException|NotFound|NoSuchBucket)$/u.test(error.name)
    ) {
      return false;
    }
    throw error;
  }
}
