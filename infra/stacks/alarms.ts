import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Metric,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type KeyWatch, warningDays } from './key-watch.ts';
import type { Repair } from './repair.ts';
import type { Stage } from './stage-settings.ts';

/** Field of the sweeper's log line: age in seconds of the oldest dossier accepted and not yet sealed. */
export const oldestUnsealedField = 'oldestUnsealedAgeSeconds';

/** Who is told when executions fail, results are late, or the sweeper is silent. */
export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    given: {
      stage: Stage;
      stateMachine: StateMachine;
      repair: Repair;
      keyWatch: KeyWatch;
    },
  ) {
    super(scope, id);
    const { stage, stateMachine, repair } = given;
    this.#topic = this.#makeTopic(stage);
    const five = { period: Duration.minutes(5), statistic: 'Sum' };
    this.add(
      'ExecutionsFailed',
      'An execution failed: what the workflow could not repair',
      stateMachine.metricFailed(five),
    );
    this.add('ExecutionsTimedOut', 'An execution outlived its year', stateMachine.metricTimedOut(five));
    this.add(
      'SweepErrors',
      'The sweeper fails: pending callbacks and starts are not repeated',
      repair.sweep.metricErrors(five),
    );
    this.add('ReconcileErrors', 'The reconciler fails', repair.reconcile.metricErrors(five));
    this.add(
      'StatusChangesLost',
      'Status changes of executions did not reach the reconciler',
      repair.undelivered.metricApproximateNumberOfMessagesVisible({ ...five, statistic: 'Maximum' }),
    );
    this.#alarmOldestUnsealed(stage, repair);
    for (const days of warningDays) this.#alarmExpiry(days, given.keyWatch.daysLeft);
  }

  /** One alarm a warning, since an alarm that is on tells nobody a second time. A day without a look breaches. */
  #alarmExpiry(days: number, daysLeft: IMetric): void {
    this.add(
      `KeyExpiresWithin${days}Days`,
      `A certificate ends within ${days} days, or nobody looks: npm run keys -- list`,
      daysLeft,
      { threshold: days, missing: TreatMissingData.BREACHING, below: true },
    );
  }

  /** Two alarms, since one that is on for a late result tells nobody of a sweeper that falls silent. */
  #alarmOldestUnsealed(stage: Stage, repair: Repair): void {
    const place = { metricNamespace: `KetQua/${stage.name}`, metricName: 'OldestUnsealedAge' };
    new MetricFilter(this, 'OldestUnsealed', {
      logGroup: repair.sweep.log,
      filterPattern: FilterPattern.numberValue(`$.${oldestUnsealedField}`, '>=', 0),
      metricValue: `$.${oldestUnsealedField}`,
      ...place,
    });
    const age = (statistic: string) =>
      new Metric({
        namespace: place.metricNamespace,
        metricName: place.metricName,
        statistic,
        period: Duration.minutes(15),
      });
    this.add(
      'OldestUnsealedTooOld',
      `A dossier waits longer than ${stage.unsealedAlarmHours} hours for its seal`,
      age('Maximum'),
      { threshold: stage.unsealedAlarmHours * 3_600 },
    );
    this.add(
      'SweeperSilent',
      'The sweeper has not told of a run for a quarter of an hour',
      age('SampleCount'),
      { missing: TreatMissingData.BREACHING, below: true },
    );
  }

  /** One more alarm of the product. */
  add(
    id: string,
    alarmDescription: string,
    metric: IMetric,
    { threshold = 0, missing = TreatMissingData.NOT_BREACHING, below = false } = {},
  ): void {
    new Alarm(this, id, {
      alarmDescription,
      metric,
      threshold,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: missing,
    }).addAlarmAction(new SnsAction(this.#topic));
  }

  /** CloudWatch may only publish to an encrypted topic whose key it may use; the default key forbids it. */
  #makeTopic(stage: Stage): Topic {
    const key = new Key(this, 'Key', {
      description: `Kết quả ${stage.name}: encrypts alarms`,
      enableKeyRotation: true,
    });
    key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    const topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    // A topic with a policy of its own has no default one any more: what it does not allow, nobody may.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'PublishAlarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (stage.alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(stage.alarmEmail));
    return topic;
  }
}
