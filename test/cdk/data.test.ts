import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { tableKeys } from '../../infra/table.ts';
import { resourcesOf, synthesise, synthesiseOtherwise, type Synthesised } from './synthesised.ts';

const denies = (sid: Record<string, unknown>) =>
  Match.objectLike({
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny', ...sid })]) },
  });

describe('what is stored', () => {
  let stacks: Synthesised;

  beforeAll(async () => {
    stacks = await synthesise();
  }, 120_000);

  it('lies in a table that is encrypted, restorable to any second, and cannot be deleted by mistake', () => {
    stacks.data.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        TimeToLiveSpecification: { AttributeName: tableKeys.timeToLive, Enabled: true },
        StreamSpecification: Match.absent(),
      },
    });
  });

  it('is indexed by keys alone, so that no index holds personal data', () => {
    stacks.data.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: tableKeys.indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: [
          { AttributeName: index.partitionKey, KeyType: 'HASH' },
          { AttributeName: index.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    });
  });

  it('is kept in three buckets, each encrypted, closed to the public, spoken to over TLS 1.2 only, and retained', () => {
    const buckets = resourcesOf(stacks, 'AWS::S3::Bucket');
    const policies = resourcesOf(stacks, 'AWS::S3::BucketPolicy');
    expect(buckets).toHaveLength(3);
    for (const [id, { Properties, DeletionPolicy }] of buckets) {
      expect(Properties, id).toHaveProperty('BucketEncryption.ServerSideEncryptionConfiguration');
      expect(Properties['PublicAccessBlockConfiguration'], id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(DeletionPolicy, id).toBe('RetainExceptOnCreate');
      const policy = JSON.stringify(
        policies.find(
          ([, each]) => JSON.stringify(each.Properties['Bucket']) === JSON.stringify({ Ref: id }),
        ),
      );
      expect(policy, id).toContain('"Bool":{"aws:SecureTransport":"false"}');
      expect(policy, id).toContain('"NumericLessThan":{"s3:TlsVersion":1.2}');
    }
  });

  it('is encrypted with a key of ours that turns every year', () => {
    stacks.data.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        EnableKeyRotation: true,
        Description: Match.stringLikeRegexp('encrypts table and buckets'),
      },
    });
  });

  it('cannot be deleted before its time once issued', () => {
    stacks.data.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: Match.absent(),
    });
  });

  it('is locked even against the account’s owner where the stage says so', async () => {
    const { data } = await synthesiseOtherwise();
    data.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 7_300 } } },
    });
  });

  it('is refused by the archive when a write could replace something', () => {
    stacks.data.hasResourceProperties(
      'AWS::S3::BucketPolicy',
      denies({
        Sid: 'WritesThatCouldReplace',
        Action: 's3:PutObject',
        Condition: {
          Null: { 's3:if-none-match': 'true' },
          Bool: { 's3:ObjectCreationOperation': 'true' },
        },
      }),
    );
  });

  it('is refused by the archive when nobody vouches for its bytes', () => {
    stacks.data.hasResourceProperties(
      'AWS::S3::BucketPolicy',
      denies({
        Sid: 'BodiesWithoutChecksum',
        Condition: {
          StringEquals: {
            's3:x-amz-content-sha256': ['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'],
          },
        },
      }),
    );
  });

  it('leaves drafts, signing revisions and labels to a lifecycle longer than any execution, uploads to one of a day, and pictures to none', () => {
    const expiring = { Status: 'Enabled', ExpirationInDays: 400 };
    stacks.data.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          ...['drafts/', 'signing/', 'labels/'].map((Prefix) => Match.objectLike({ ...expiring, Prefix })),
          Match.objectLike({ Prefix: 'uploads/', Status: 'Enabled', ExpirationInDays: 1 }),
        ],
      },
    });
  });

  it('is signed with keys that survive every stack, tagged by whose signature they make', () => {
    stacks.data.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        KeySpec: 'RSA_3072',
        KeyUsage: 'SIGN_VERIFY',
        Tags: Match.arrayWith([
          { Key: 'ket-qua:signs-for', Value: 'agency' },
          { Key: 'ket-qua:stage', Value: 'dev' },
        ]),
      },
    });
    stacks.data.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
    });
  });

  it('has one sealing key per agency', async () => {
    const { data } = await synthesiseOtherwise();
    data.resourcePropertiesCountIs('AWS::KMS::Key', { KeySpec: 'RSA_3072', KeyUsage: 'SIGN_VERIFY' }, 3);
  });
});
