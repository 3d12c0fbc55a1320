import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Places } from './places.ts';
import { ProductFunction, specOf, type Environment } from './product-function.ts';
import type { Stage } from './stage-settings.ts';
import { deriveLinks } from './key-statements.ts';
import { queryIndexes, readTable, useTableKey, writeTable } from './table-statements.ts';
import {
  answerTasks,
  describeExecutions,
  listExecutions,
  sendEmail,
  startExecutions,
} from './workflow-statements.ts';

/** A run that fails, or cannot start within a minute, is left to the next. */
const once = { retryAttempts: 0, maxEventAge: Duration.minutes(1) } as const;

/** What looks after executions from outside: the sweeper, the reconciler, and what starts them. */
export class Repair extends Construct {
  readonly sweep: ProductFunction;
  readonly reconcile: ProductFunction;
  /** status changes the reconciler could not be told of */
  readonly undelivered: Queue;

  constructor(
    scope: Construct,
    id: string,
    given: { stage: Stage; at: Places; environment: Environment; stateMachine: StateMachine },
  ) {
    super(scope, id);
    const { stage, at, stateMachine } = given;
    const machine = stateMachine.stateMachineArn;
    const executions = stateMachine.stack.formatArn({
      service: 'states',
      resource: `execution:${stateMachine.stateMachineName}:*`,
    });
    const environment = { ...given.environment, STATE_MACHINE_ARN: machine };
    this.undelivered = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.sweep = new ProductFunction(this, specOf('sweep'), stage, environment);
    this.sweep.allow(sweepRights(at, machine));
    this.reconcile = new ProductFunction(this, specOf('reconcile'), stage, environment);
    this.reconcile.allow(reconcileRights(at, machine, executions));
    this.#schedule(this.sweep);
    this.#schedule(this.reconcile);
    this.#onUnfinished(machine);
  }

  /** A run that fails is not repeated: the next one does the same work. */
  #schedule(target: ProductFunction): void {
    const { name, everyMinutes } = specOf(target.node.id);
    if (everyMinutes === undefined) return;
    new Rule(this, `every-${everyMinutes}-minutes-${name}`, {
      schedule: Schedule.rate(Duration.minutes(everyMinutes)),
      targets: [new LambdaFunction(target, once)],
    });
    // EventBridge's own limits end with the delivery; after it, Lambda would repeat a failed run twice.
    target.configureAsyncInvoke(once);
  }

  /** An execution that ends any other way than by succeeding ended behind the workflow's back. */
  #onUnfinished(stateMachineArn: string): void {
    new Rule(this, 'unfinished-executions', {
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      targets: [new LambdaFunction(this.reconcile, { deadLetterQueue: this.undelivered })],
    });
  }
}

/** The sweeper finishes what others began: callbacks, starts, messages with their links. */
function sweepRights(at: Places, machine: string): PolicyStatement[] {
  return [
    readTable(at),
    writeTable(at, ['DOSSIER', 'LINKHASH', 'VERIFY']),
    queryIndexes(at, ['gsi1', 'gsi4']),
    useTableKey(at),
    startExecutions(machine),
    answerTasks(machine),
    deriveLinks(at),
    sendEmail(at),
  ];
}

/** The reconciler records ends, and cancels numbers whose execution will not. */
function reconcileRights(at: Places, machine: string, executions: string): PolicyStatement[] {
  return [
    readTable(at),
    writeTable(at, ['DOSSIER', 'REGISTER']),
    useTableKey(at),
    listExecutions(machine),
    describeExecutions(executions),
  ];
}
