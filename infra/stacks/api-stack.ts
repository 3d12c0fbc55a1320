import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { rateEnvironment } from '../rates.ts';
import type { DataStack } from './data-stack.ts';
import { placesOf, type Places } from './places.ts';
import { ProductFunction, specOf, type Environment } from './product-function.ts';
import { PublicApi } from './public-api.ts';
import { SignIn } from './sign-in.ts';
import type { Stage } from './stage-settings.ts';
import { deriveLinks, testSignature } from './key-statements.ts';
import { deleteWork, putWork, readArchive, readWork } from './object-statements.ts';
import {
  countRequests,
  deleteItems,
  probeTable,
  queryIndexes,
  readDossiers,
  readEntries,
  readTable,
  readTrust,
  useTableKey,
  writeTable,
} from './table-statements.ts';
import { answerTasks, startExecutions } from './workflow-statements.ts';

/** What people and systems reach: the HTTP API, its functions, and who may sign in. */
export class ApiStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    props: StackProps & { stage: Stage; data: DataStack; stateMachine: StateMachine },
  ) {
    super(scope, id, props);
    const { stage, data, stateMachine } = props;
    const at = placesOf(this, stage, data);
    const signIn = new SignIn(this, 'SignIn', stage);
    const environment: Environment = {
      TABLE_NAME: data.table.tableName,
      WORK_BUCKET: data.work.bucketName,
      ARCHIVE_BUCKET: data.archive.bucketName,
      PUBLIC_BASE_URL: stage.publicBaseUrl,
      TEMPLATES_DIR: '/var/task/templates',
      STATE_MACHINE_ARN: stateMachine.stateMachineArn,
      OIDC_ISSUER: signIn.issuer,
      OIDC_CLIENT_ID: signIn.portal.userPoolClientId,
      LINK_KEY_ID: data.linkKey.keyArn,
      HEALTH_KEY_ID: data.healthKey.keyArn,
      LINK_DAYS: String(stage.linkDays),
      REVOCATION_MAX_AGE_HOURS: String(stage.revocation.maxAgeHours),
      REVOCATION_CACHE_MINUTES: String(stage.revocation.cacheMinutes),
      ...rateEnvironment(stage.rates),
      TOKEN_AGENT_PORT: String(stage.tokenAgentPort),
      EMAIL_FROM: stage.emailFrom,
      TSA_URLS: stage.tsaUrls.join(' '),
      // No edge stands before this API, so there is no secret for it to send.
      ORIGIN_SECRETS: '',
    };
    const api = this.#portal(stage, at, environment, stateMachine.stateMachineArn);
    const download = this.#download(stage, at, environment);
    const preview = this.#preview(stage, at, environment);
    const health = this.#health(stage, at, environment);
    const verify = this.#verify(stage, at, environment);
    const picture = this.#pagePicture(stage, at, environment);
    const functions = [api, download, health, verify, preview, picture];
    const { target } = new PublicApi(this, 'Public', { stage, functions });
    new CfnOutput(this, 'HostToPointAt', { value: target });
    new CfnOutput(this, 'Issuer', { value: signIn.issuer });
  }

  #portal(stage: Stage, at: Places, environment: Environment, machine: string): ProductFunction {
    const api = new ProductFunction(this, specOf('api'), stage, environment);
    api.allow([
      readTable(at),
      writeTable(at, [
        'DOSSIER',
        'LINKHASH',
        'TICKET',
        'FACTOR',
        'ORDER',
        'QUARANTINE',
        'VERIFY',
        'SESSION',
        'RATE',
      ]),
      deleteItems(at, ['SESSION']),
      queryIndexes(at, ['gsi1', 'gsi2']),
      useTableKey(at),
      ...readWork(at, ['drafts', 'signing', 'labels']),
      ...readArchive(at, ['results', 'copies']),
      deriveLinks(at),
      startExecutions(machine),
      answerTasks(machine),
    ]);
    return api;
  }

  #health(stage: Stage, at: Places, environment: Environment): ProductFunction {
    const health = new ProductFunction(this, specOf('check-health'), stage, environment);
    health.allow([probeTable(at), useTableKey(at), ...testSignature(at)]);
    return health;
  }

  /** Reads what acceptance looks at, and counts requests; no object, no key, no workflow is in its reach. */
  #preview(stage: Stage, at: Places, environment: Environment): ProductFunction {
    const preview = new ProductFunction(this, specOf('preview'), stage, environment);
    preview.allow([readTable(at), countRequests(at), useTableKey(at)]);
    return preview;
  }

  /** Reads results, and counts requests. */
  #pagePicture(stage: Stage, at: Places, environment: Environment): ProductFunction {
    const picture = new ProductFunction(this, specOf('page-picture'), stage, environment);
    picture.allow([
      readTable(at),
      countRequests(at),
      useTableKey(at),
      ...readWork(at, ['drafts', 'signing']),
      ...readArchive(at, ['results']),
    ]);
    return picture;
  }

  /** Presigned addresses carry the rights of who signs them: this function can read issued results, nothing else. */
  #download(stage: Stage, at: Places, environment: Environment): ProductFunction {
    const download = new ProductFunction(this, specOf('download'), stage, environment);
    download.allow([
      readTable(at),
      writeTable(at, ['DOSSIER', 'TICKET']),
      useTableKey(at),
      ...readArchive(at, ['results']),
    ]);
    return download;
  }

  /** Reads what strangers send: it can look up whose bytes they are, and keep count of who asks, nothing else. */
  #verify(stage: Stage, at: Places, environment: Environment): ProductFunction {
    const verify = new ProductFunction(this, specOf('verify'), stage, environment);
    verify.allow([
      readEntries(at, ['FILEHASH', 'AGENCY']),
      readTrust(at),
      readDossiers(at),
      countRequests(at),
      useTableKey(at),
      ...putWork(at, ['uploads']),
      ...readWork(at, ['uploads']),
      deleteWork(at, ['uploads']),
    ]);
    return verify;
  }
}
