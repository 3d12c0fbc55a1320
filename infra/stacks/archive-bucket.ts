import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Stage } from './stage-settings.ts';

/**
 * Where issued results stay: versioned, under Object Lock, and written only once per key. The function that
 * writes keeps these rules too; the bucket refuses whoever does not.
 */
export class ArchiveBucket extends Bucket {
  constructor(scope: Construct, id: string, given: { stage: Stage; key: IKey; logs: IBucket }) {
    const period = Duration.days(given.stage.archive.days);
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: given.key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention:
        given.stage.archive.mode === 'COMPLIANCE'
          ? ObjectLockRetention.compliance(period)
          : ObjectLockRetention.governance(period),
      serverAccessLogsBucket: given.logs,
      serverAccessLogsPrefix: 'archive/',
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.#refuse('WritesThatCouldReplace', {
      Null: { 's3:if-none-match': 'true' },
      // True for the calls that make an object; the parts of a multipart upload cannot carry the header.
      Bool: { 's3:ObjectCreationOperation': 'true' },
    });
    this.#refuse('BodiesWithoutChecksum', {
      StringEquals: {
        's3:x-amz-content-sha256': ['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'],
      },
    });
  }

  #refuse(sid: string, conditions: Record<string, Record<string, string | string[]>>): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects('*')],
        conditions,
      }),
    );
  }
}
