import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { openSecrets, signFor } from './key-statements.ts';
import { putArchive, putWork, readArchive, readWork } from './object-statements.ts';
import type { Places } from './places.ts';
import { ProductFunction, specOf, type Environment } from './product-function.ts';
import type { Stage } from './stage-settings.ts';
import { queryIndexes, readTable, useTableKey, writeTable } from './table-statements.ts';

/** A run that fails, or cannot start within a minute, is left to the next. */
const once = { retryAttempts: 0, maxEventAge: Duration.minutes(1) } as const;

/** What issues the certified copies that clerks have ordered. */
export class Copies extends Construct {
  readonly issue: ProductFunction;

  constructor(
    scope: Construct,
    id: string,
    { stage, at, environment }: { stage: Stage; at: Places; environment: Environment },
  ) {
    super(scope, id);
    const spec = specOf('issue-copies');
    this.issue = new ProductFunction(this, spec, stage, environment);
    this.issue.allow(issueRights(at));
    new Rule(this, 'every-minute', {
      schedule: Schedule.rate(Duration.minutes(spec.everyMinutes ?? 1)),
      targets: [new LambdaFunction(this.issue, once)],
    });
    this.issue.configureAsyncInvoke(once);
  }

  /** Rings when an order cannot be fulfilled by trying again. */
  watch(alarms: Alarms): void {
    alarms.add(
      'CopyErrors',
      'A certified copy that was ordered cannot be issued',
      this.issue.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }),
    );
  }
}

/** It signs for agencies as the seal does, reads issued results, adds copies beside them, and enters these for renewal. */
function issueRights(at: Places): PolicyStatement[] {
  return [
    readTable(at),
    writeTable(at, ['DOSSIER', 'REGISTER', 'FILEHASH', 'RENEWAL']),
    queryIndexes(at, ['gsi4']),
    useTableKey(at),
    ...readWork(at, ['signing', 'secrets/agency']),
    ...putWork(at, ['signing']),
    ...readArchive(at, ['results']),
    ...putArchive(at, ['copies']),
    signFor(at, 'agency'),
    openSecrets(at, 'agency'),
  ];
}
