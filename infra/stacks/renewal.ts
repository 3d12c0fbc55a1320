import { Duration } from 'aws-cdk-lib';
import { Metric, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { renewalEveryMinutes } from '../renewal-workflow.ts';
import type { Alarms } from './alarms.ts';
import { putArchive, putWork, readArchive, readWork } from './object-statements.ts';
import type { Places } from './places.ts';
import { ProductFunction, specOf, type Environment } from './product-function.ts';
import type { Stage } from './stage-settings.ts';
import { addToTable, queryIndexes, readTable, useTableKey } from './table-statements.ts';
import { Workflow } from './workflow.ts';

const DAY_SECONDS = 86_400;

/** Renews the timestamps of issued files, round after round, and measures what is left undone. */
export class Renewal extends Construct {
  readonly #stage: Stage;
  readonly #renew: ProductFunction;
  readonly #workflow: Workflow;

  constructor(
    scope: Construct,
    id: string,
    { stage, at, environment }: { stage: Stage; at: Places; environment: Environment },
  ) {
    super(scope, id);
    this.#stage = stage;
    const spec = specOf('renew-files');
    this.#renew = new ProductFunction(this, spec, stage, environment);
    this.#renew.allow(renewalRights(at));
    const steps = new Map([[spec.name, this.#renew]]);
    this.#workflow = new Workflow(this, 'RenewTimestamps', { stage, name: 'renew-timestamps', steps });
    new Schedule(this, 'Rounds', {
      description: 'Starts a round through the files whose timestamps run out',
      schedule: ScheduleExpression.rate(Duration.minutes(renewalEveryMinutes)),
      target: new StepFunctionsStartExecution(this.#workflow, {
        input: ScheduleTargetInput.fromObject({}),
        // A round that cannot be started is left to the next.
        retryAttempts: 0,
      }),
    });
  }

  /** A silent workflow looks as bad as an overdue renewal: missing data breaches. */
  watch(alarms: Alarms): void {
    const { alarmDays } = this.#stage.renewal;
    alarms.add(
      'RenewalOverdue',
      `A timestamp should have been renewed ${alarmDays} days ago, or nobody looks: its proof will run out`,
      this.#logged('OldestOverdueRenewal', 'oldestOverdueRenewalSeconds', 'Maximum', Duration.days(1)),
      { threshold: alarmDays * DAY_SECONDS, missing: TreatMissingData.BREACHING },
    );
    const hour = Duration.hours(1);
    alarms.add(
      'ProofLapsed',
      'The proof of an issued file ran out or no longer holds: its dossier is in the log of renew-files',
      this.#logged('LapsedProofs', 'lapsed', 'Sum', hour),
    );
    alarms.add(
      'RenewalFailed',
      'An issued file could not be renewed: its dossier and the reason are in the log of renew-files',
      this.#logged('FailedRenewals', 'failed', 'Sum', hour),
    );
    const five = { period: Duration.minutes(5), statistic: 'Sum' };
    alarms.add(
      'RenewalRoundFailed',
      'A round of renewals failed as a whole',
      this.#workflow.metricFailed(five),
    );
  }

  /** A number of the line the function logs after each batch. */
  #logged(metricName: string, field: string, statistic: string, period: Duration): IMetric {
    const metricNamespace = `KetQua/${this.#stage.name}`;
    new MetricFilter(this, metricName, {
      logGroup: this.#renew.log,
      filterPattern: FilterPattern.numberValue(`$.${field}`, '>=', 0),
      metricValue: `$.${field}`,
      metricNamespace,
      metricName,
    });
    return new Metric({ namespace: metricNamespace, metricName, statistic, period });
  }
}

function renewalRights(at: Places): PolicyStatement[] {
  return [
    readTable(at),
    addToTable(at, ['DOSSIER', 'RENEWAL', 'FILEHASH']),
    queryIndexes(at, ['gsi4']),
    useTableKey(at),
    ...readWork(at, ['signing']),
    ...putWork(at, ['signing']),
    ...readArchive(at, ['results', 'copies']),
    ...putArchive(at, ['results', 'copies']),
  ];
}
