import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { WARNING_DAYS } from '../../functions/signing/certificates/certificate-expiry.ts';
import { resourcesOf, synthesise, synthesiseOtherwise, type Synthesised } from './synthesised.ts';

describe('alarms', () => {
  let stacks: Synthesised;

  beforeAll(async () => {
    stacks = await synthesise();
  }, 120_000);

  it.each([
    ['an execution fails', 'ExecutionsFailed'],
    ['an execution times out', 'ExecutionsTimedOut'],
  ])('tell somebody when %s', (_, MetricName) => {
    stacks.workflow.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName,
      Namespace: 'AWS/States',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: [Match.anyValue()],
    });
  });

  it('tell somebody when a result waits three days for its seal, and by another alarm when nobody looks any more', () => {
    stacks.workflow.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.oldestUnsealedAgeSeconds >= 0 }',
      MetricTransformations: [
        {
          MetricNamespace: 'KetQua/dev',
          MetricName: 'OldestUnsealedAge',
          MetricValue: '$.oldestUnsealedAgeSeconds',
        },
      ],
    });
    stacks.workflow.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'OldestUnsealedAge',
      Statistic: 'Maximum',
      Threshold: 3 * 86_400,
      TreatMissingData: 'notBreaching',
    });
    stacks.workflow.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'OldestUnsealedAge',
      Statistic: 'SampleCount',
      Threshold: 0,
      ComparisonOperator: 'LessThanOrEqualToThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('tell somebody 60, 30 and 7 days before a certificate ends, or when nobody looks any more', () => {
    stacks.workflow.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.soonestKeyExpiryDays = "*" }',
      MetricTransformations: [{ MetricName: 'SoonestKeyExpiry', MetricValue: '$.soonestKeyExpiryDays' }],
    });
    for (const Threshold of WARNING_DAYS) {
      stacks.workflow.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName: 'SoonestKeyExpiry',
        Statistic: 'Minimum',
        Threshold,
        ComparisonOperator: 'LessThanOrEqualToThreshold',
        TreatMissingData: 'breaching',
        AlarmActions: [Match.anyValue()],
      });
    }
  });

  it('tell somebody when a timestamp should have been renewed a month ago, or nobody looks any more', () => {
    stacks.workflow.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.oldestOverdueRenewalSeconds >= 0 }',
      MetricTransformations: [
        { MetricName: 'OldestOverdueRenewal', MetricValue: '$.oldestOverdueRenewalSeconds' },
      ],
    });
    stacks.workflow.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'OldestOverdueRenewal',
      Statistic: 'Maximum',
      Threshold: 30 * 86_400,
      TreatMissingData: 'breaching',
      AlarmActions: [Match.anyValue()],
    });
  });

  it.each([
    ['proofs that ran out', 'LapsedProofs', 'lapsed'],
    ['renewals that failed', 'FailedRenewals', 'failed'],
  ])('tell somebody of %s', (_, MetricName, field) => {
    stacks.workflow.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: `{ $.${field} >= 0 }`,
      MetricTransformations: [{ MetricName, MetricValue: `$.${field}` }],
    });
    stacks.workflow.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName,
      Statistic: 'Sum',
      Threshold: 0,
      AlarmActions: [Match.anyValue()],
    });
  });

  it('go to a topic that is encrypted with a key CloudWatch may use', () => {
    stacks.workflow.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    stacks.workflow.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({ Principal: { Service: 'cloudwatch.amazonaws.com' }, Effect: 'Allow' }),
        ]),
      },
    });
  });

  it('may be published by CloudWatch, of this account, on every topic an alarm names', () => {
    const named = resourcesOf(stacks, 'AWS::CloudWatch::Alarm').flatMap(
      ([, { Properties }]) => Properties['AlarmActions'] as { Ref: string }[],
    );
    expect(named.length).toBeGreaterThan(3);
    for (const { Ref } of named) {
      stacks.workflow.hasResourceProperties('AWS::SNS::TopicPolicy', {
        Topics: [{ Ref }],
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Allow',
              Action: 'sns:Publish',
              Principal: { Service: 'cloudwatch.amazonaws.com' },
              Resource: { Ref },
              Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
            }),
          ]),
        },
      });
    }
  });

  it('and scheduled functions are never run again by Lambda, nor the sweeper beside itself', () => {
    const configs = resourcesOf(stacks, 'AWS::Lambda::EventInvokeConfig');
    expect(configs).toHaveLength(3);
    for (const [id, { Properties }] of configs) {
      expect(Properties, id).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 });
    }
    stacks.workflow.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'ket-qua-dev-sweep',
      ReservedConcurrentExecutions: 1,
    });
  });

  it('and a round of renewals is started every hour, by a role that can start nothing else, one batch at a time', () => {
    const machines = resourcesOf(stacks, 'AWS::StepFunctions::StateMachine');
    const renewal = machines.find(([id]) => id.startsWith('Renewal'))?.[0] ?? '';
    stacks.workflow.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      State: 'ENABLED',
      Target: { Arn: { Ref: renewal }, Input: '{}', RetryPolicy: { MaximumRetryAttempts: 0 } },
    });
    const starters = resourcesOf(stacks, 'AWS::IAM::Policy').filter(([id]) => id.startsWith('SchedulerRole'));
    const allowed = starters.flatMap(
      ([, { Properties }]) =>
        (Properties['PolicyDocument'] as { Statement: { Action: string; Resource: unknown }[] }).Statement,
    );
    expect(allowed.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['states:StartExecution', { Ref: renewal }],
    ]);
    stacks.workflow.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'ket-qua-dev-renew-files',
      ReservedConcurrentExecutions: 1,
    });
  });

  it('reach an address where the stage names one', async () => {
    stacks.workflow.resourceCountIs('AWS::SNS::Subscription', 0);
    const { workflow } = await synthesiseOtherwise();
    workflow.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'truc@ket-qua.example',
    });
  });

  it('and their queues are encrypted and spoken to over TLS only', () => {
    for (const [id, { Properties }] of resourcesOf(stacks, 'AWS::SQS::Queue')) {
      expect(Properties['SqsManagedSseEnabled'], id).toBe(true);
    }
    const policies = [
      ...resourcesOf(stacks, 'AWS::SQS::QueuePolicy'),
      ...resourcesOf(stacks, 'AWS::SNS::TopicPolicy'),
    ];
    expect(policies).toHaveLength(2);
    for (const [id, policy] of policies) {
      expect(JSON.stringify(policy), id).toContain('"aws:SecureTransport":"false"');
    }
  });
});
