import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { workflowFunctions } from '../workflow-settings.ts';
import { Alarms } from './alarms.ts';
import { Copies } from './copies.ts';
import type { DataStack } from './data-stack.ts';
import { KeyWatch } from './key-watch.ts';
import { placesOf, type Places } from './places.ts';
import { ProductFunction, specOf, type Environment } from './product-function.ts';
import { Repair } from './repair.ts';
import { stepRights } from './rights.ts';
import type { Stage } from './stage-settings.ts';
import { definitionSubstitutions, readDefinition } from '../workflow-definition.ts';

/** The state machine, its steps, and what looks after both. */
export class WorkflowStack extends Stack {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage; data: DataStack }) {
    super(scope, id, props);
    const { stage, data } = props;
    const at = placesOf(this, stage, data);
    const environment: Environment = {
      TABLE_NAME: data.table.tableName,
      WORK_BUCKET: data.work.bucketName,
      ARCHIVE_BUCKET: data.archive.bucketName,
      PUBLIC_BASE_URL: stage.publicBaseUrl,
      TEMPLATES_DIR: '/var/task/templates',
      TSA_URLS: stage.tsaUrls.join(' '),
      SIGNATURE_LEVEL: stage.signatureLevel,
      LINK_KEY_ID: data.linkKey.keyArn,
      SECRETS_KEY_ID: data.secretsKey.keyArn,
      LINK_DAYS: String(stage.linkDays),
      REVOCATION_MAX_AGE_HOURS: String(stage.revocation.maxAgeHours),
      REVOCATION_CACHE_MINUTES: String(stage.revocation.cacheMinutes),
      EMAIL_FROM: stage.emailFrom,
    };
    this.stateMachine = this.#stateMachine(stage, this.#steps(stage, at, environment));
    const repair = new Repair(this, 'Repair', { stage, at, environment, stateMachine: this.stateMachine });
    const keyWatch = new KeyWatch(this, 'KeyWatch', { stage, at, environment });
    const copies = new Copies(this, 'Copies', { stage, at, environment });
    new Alarms(this, 'Alarms', { stage, stateMachine: this.stateMachine, repair, keyWatch, copies });
  }

  #steps(stage: Stage, at: Places, environment: Environment): Map<string, ProductFunction> {
    const steps = Object.values(workflowFunctions).map((name) => {
      const step = new ProductFunction(this, specOf(name), stage, environment);
      step.allow(stepRights[name](at));
      return [name, step] as const;
    });
    return new Map(steps);
  }

  #stateMachine(stage: Stage, steps: Map<string, ProductFunction>): StateMachine {
    const machine = new StateMachine(this, 'ReturnOfResults', {
      stateMachineName: `ket-qua-${stage.name}-return-of-results`,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(readDefinition()),
      definitionSubstitutions: definitionSubstitutions(
        (name) => steps.get(name)?.functionArn ?? '',
        stage.workflowSettings,
      ),
      logs: {
        destination: new LogGroup(this, 'ReturnOfResultsLog', {
          logGroupName: `/aws/vendedlogs/states/ket-qua-${stage.name}-return-of-results`,
          retention: RetentionDays.THIRTEEN_MONTHS,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        // Execution data would put task tokens and personal data into the log.
        includeExecutionData: false,
      },
      // A first deployment that fails takes it back, or its fixed name would block the second.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    machine.addToRolePolicy(
      new PolicyStatement({
        sid: 'CallSteps',
        actions: ['lambda:InvokeFunction'],
        resources: [...steps.values()].map((step) => step.functionArn),
      }),
    );
    return machine;
  }
}
