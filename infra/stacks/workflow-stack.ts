import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { workflowFunctions } from '../workflow-settings.ts';
import { Alarms } from './alarms.ts';
import { Copies } from './copies.ts';
import type { DataStack } from './data-stack.ts';
import { KeyWatch } from './key-watch.ts';
import { placesOf, type Places } from './places.ts';
import { ProductFunction, specOf, type Environment } from './product-function.ts';
import { Renewal } from './renewal.ts';
import { Repair } from './repair.ts';
import { stepRights } from './rights.ts';
import type { Stage } from './stage-settings.ts';
import { Workflow } from './workflow.ts';

/** The state machines, their steps, and what looks after them. */
export class WorkflowStack extends Stack {
  readonly stateMachine: Workflow;

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
      TSA_TOKEN_BYTES: String(stage.tsaTokenBytes),
      SIGNATURE_LEVEL: stage.signatureLevel,
      ALGORITHM_ENDS: JSON.stringify(stage.renewal.algorithmEnds),
      RENEWAL_HORIZON_DAYS: String(stage.renewal.horizonDays),
      LINK_KEY_ID: data.linkKey.keyArn,
      SECRETS_KEY_ID: data.secretsKey.keyArn,
      LINK_DAYS: String(stage.linkDays),
      REVOCATION_MAX_AGE_HOURS: String(stage.revocation.maxAgeHours),
      REVOCATION_CACHE_MINUTES: String(stage.revocation.cacheMinutes),
      EMAIL_FROM: stage.emailFrom,
    };
    this.stateMachine = new Workflow(this, 'ReturnOfResults', {
      stage,
      name: 'return-of-results',
      steps: this.#steps(stage, at, environment),
    });
    const renewal = new Renewal(this, 'Renewal', { stage, at, environment });
    const repair = new Repair(this, 'Repair', { stage, at, environment, stateMachine: this.stateMachine });
    const keyWatch = new KeyWatch(this, 'KeyWatch', { stage, at, environment });
    const copies = new Copies(this, 'Copies', { stage, at, environment });
    const alarms = new Alarms(this, 'Alarms', { stage, stateMachine: this.stateMachine, repair, keyWatch });
    renewal.watch(alarms);
    copies.watch(alarms);
  }

  #steps(stage: Stage, at: Places, environment: Environment): Map<string, ProductFunction> {
    const steps = Object.values(workflowFunctions).map((name) => {
      const step = new ProductFunction(this, specOf(name), stage, environment);
      step.allow(stepRights[name](at));
      return [name, step] as const;
    });
    return new Map(steps);
  }
}
