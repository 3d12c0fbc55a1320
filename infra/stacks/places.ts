import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DataStack } from './data-stack.ts';
import type { Stage } from './stage-settings.ts';

/** Names of everything a right can be about. */
export interface Places {
  readonly stage: string;
  readonly table: string;
  readonly work: string;
  readonly archive: string;
  /** encrypts table and buckets */
  readonly dataKey: string;
  /** HMAC key that download links are derived from */
  readonly linkKey: string;
  /** seals what is kept of key files and signing services */
  readonly secretsKey: string;
  /** signs for the health check alone */
  readonly healthKey: string;
  /** every key of the account; never granted without a condition on its tag */
  readonly taggedKeys: string;
  /** the sender address, or the domain it belongs to: whichever was verified */
  readonly senders: readonly string[];
  readonly sender: string;
  /** the services through which KMS is used for table and buckets */
  readonly tableService: string;
  readonly objectService: string;
}

export function placesOf(scope: Construct, stage: Stage, data: DataStack): Places {
  const stack = Stack.of(scope);
  const arn = (service: string, resource: string, resourceName: string) =>
    stack.formatArn({ service, resource, resourceName });
  const domain = stage.emailFrom.slice(stage.emailFrom.indexOf('@') + 1);
  return {
    stage: stage.name,
    table: data.table.tableArn,
    work: data.work.bucketArn,
    archive: data.archive.bucketArn,
    dataKey: data.dataKey.keyArn,
    linkKey: data.linkKey.keyArn,
    secretsKey: data.secretsKey.keyArn,
    healthKey: data.healthKey.keyArn,
    taggedKeys: arn('kms', 'key', '*'),
    senders: [arn('ses', 'identity', domain), arn('ses', 'identity', stage.emailFrom)],
    sender: stage.emailFrom,
    tableService: `dynamodb.${stage.region}.amazonaws.com`,
    objectService: `s3.${stage.region}.amazonaws.com`,
  };
}
