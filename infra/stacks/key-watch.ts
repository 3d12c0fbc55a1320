import { Duration } from 'aws-cdk-lib';
import { Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Places } from './places.ts';
import { ProductFunction, specOf, type Environment } from './product-function.ts';
import type { Stage } from './stage-settings.ts';
import { queryIndexes, readEntries, useTableKey } from './table-statements.ts';

/** Field of the log line of check-keys: whole days until the first certificate in the directory ends. */
export const soonestExpiryField = 'soonestKeyExpiryDays';

/** Days before a certificate's end at which somebody is told, each by an alarm of its own. */
export const warningDays = [60, 30, 7] as const;

/** Looks whether certificates end soon, often enough that no day goes without a look, and measures it. */
export class KeyWatch extends Construct {
  /** days until the first certificate ends; missing where nobody looked */
  readonly daysLeft: IMetric;

  constructor(
    scope: Construct,
    id: string,
    { stage, at, environment }: { stage: Stage; at: Places; environment: Environment },
  ) {
    super(scope, id);
    const spec = specOf('check-keys');
    const check = new ProductFunction(this, spec, stage, environment);
    check.allow([readEntries(at, ['AGENCY', 'OFFICIAL']), queryIndexes(at, ['gsi3']), useTableKey(at)]);
    new Rule(this, 'twice-a-day', {
      schedule: Schedule.rate(Duration.minutes(spec.everyMinutes ?? 720)),
      targets: [new LambdaFunction(check)],
    });
    const place = { metricNamespace: `KetQua/${stage.name}`, metricName: 'SoonestKeyExpiry' };
    new MetricFilter(this, 'SoonestExpiry', {
      logGroup: check.log,
      filterPattern: FilterPattern.exists(`$.${soonestExpiryField}`),
      metricValue: `$.${soonestExpiryField}`,
      ...place,
    });
    this.daysLeft = new Metric({
      namespace: place.metricNamespace,
      metricName: place.metricName,
      statistic: 'Minimum',
      period: Duration.days(1),
    });
  }
}
