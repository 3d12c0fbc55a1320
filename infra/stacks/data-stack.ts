import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
  type Attribute,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { tableKeys } from '../table.ts';
import { ArchiveBucket } from './archive-bucket.ts';
import { SigningKeys } from './signing-keys.ts';
import type { Stage } from './stage-settings.ts';

/** An execution lives 300 days at most; drafts outlive it, so that no step misses what an earlier one wrote. */
const DRAFT_DAYS = 400;

/** Everything that outlives a deployment: the table, the three buckets, the keys. */
export class DataStack extends Stack {
  readonly table: Table;
  readonly work: Bucket;
  readonly archive: Bucket;
  readonly dataKey: Key;
  readonly linkKey: Key;
  readonly healthKey: Key;
  readonly secretsKey: Key;

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage }) {
    super(scope, id, props);
    const { stage } = props;
    this.dataKey = new Key(this, 'DataKey', {
      description: `Kết quả ${stage.name}: encrypts table and buckets`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const logs = this.#logs();
    this.table = this.#table();
    this.work = this.#work(logs);
    this.archive = new ArchiveBucket(this, 'Archive', { stage, key: this.dataKey, logs });
    const keys = new SigningKeys(this, 'Keys', stage);
    this.linkKey = keys.link;
    this.healthKey = keys.health;
    this.secretsKey = keys.secrets;
    // What a key ceremony is told by its environment: see docs/keys.md.
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'WorkBucketName', { value: this.work.bucketName });
    new CfnOutput(this, 'SecretsKeyId', { value: this.secretsKey.keyArn });
  }

  #table(): Table {
    const table = new Table(this, 'Table', {
      partitionKey: text(tableKeys.partitionKey),
      sortKey: text(tableKeys.sortKey),
      timeToLiveAttribute: tableKeys.timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.dataKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      // Protected as it is, a failed first deployment could not take it back: it stays, under a name of its own.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const index of tableKeys.indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    return table;
  }

  #work(logs: IBucket): Bucket {
    return new Bucket(this, 'Work', {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.dataKey,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'work/',
      lifecycleRules: [
        ...['drafts/', 'signing/', 'labels/'].map((prefix) => expire(prefix, DRAFT_DAYS)),
        // Deleted once verified; what nobody had verified goes by itself.
        expire('uploads/', 1),
      ],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /** Apart from the archive, because a bucket under Object Lock cannot receive access logs. */
  #logs(): Bucket {
    return new Bucket(this, 'Logs', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      lifecycleRules: [{ id: 'expire', expiration: Duration.days(DRAFT_DAYS) }],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}

function expire(prefix: string, days: number): LifecycleRule {
  return {
    id: `expire-${prefix.slice(0, -1)}`,
    prefix,
    expiration: Duration.days(days),
    abortIncompleteMultipartUploadAfter: Duration.days(1),
  };
}

function text(name: string): Attribute {
  return { name, type: AttributeType.STRING };
}
