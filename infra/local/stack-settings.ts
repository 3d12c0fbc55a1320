import type { WorkflowSetting } from '../workflow-settings.ts';

/** How to start the embedded stack. */
export interface StackOptions {
  /** folder of everything that survives */
  readonly dataDir: string;
  /** port of the product; 0 lets the system choose */
  readonly port: number;
  /**
   * port of the development PKI; 0 is any, and without one it is 8317 or any other where that is taken; a data
   * folder keeps the one its certificates were made with
   */
  readonly pkiPort?: number;
  /**
   * The environment: `AWS_ENDPOINT_URL_<SERVICE>` makes the embedded DynamoDB, S3, KMS, SES or Step Functions
   * step aside; `AWS_ACCESS_KEY_ID`, `AWS_REGION` and a function's own variables, where set, win over the
   * stack's.
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** waits of the workflow that differ from infra/workflow-settings.ts */
  readonly workflowSettings?: Partial<Readonly<Record<WorkflowSetting, number>>>;
  /** how long a minute of a schedule lasts here, seconds; 5 unless told */
  readonly scheduleSeconds?: number;
}

export const defaults = {
  region: 'ap-southeast-1',
  accountId: '000000000000',
  /** as which the demo's keys are tagged */
  stage: 'dev',
  tableName: 'ket-qua',
  workBucket: 'ket-qua-work',
  archiveBucket: 'ket-qua-archive',
  logsBucket: 'ket-qua-logs',
  portalClientId: 'ket-qua-portal',
  linkKeyAlias: 'alias/ket-qua/download-links',
  healthKeyAlias: 'alias/ket-qua/health',
  secretsKeyAlias: 'alias/ket-qua/secrets',
  emailFrom: 'Kết quả <ket-qua@pvhcc.example.vn>',
  stateMachineName: 'return-of-results',
  pkiPort: 8317,
  tokenAgentPort: 27_631,
  scheduleSeconds: 5,
} as const;

/** The key pair of requests to the embedded services, unless the environment has one. */
export const embeddedCredentials = { accessKeyId: 'ket-qua', secretAccessKey: 'tren-mot-may' } as const;

/** What the stack and its functions go by, from the options and the environment. */
export interface StackSettings {
  readonly region: string;
  readonly accountId: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly tableName: string;
  readonly buckets: { readonly work: string; readonly archive: string; readonly logs: string };
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function stackSettings(options: StackOptions): StackSettings {
  const env = options.env ?? {};
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: sessionToken } = env;
  return {
    region: env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? defaults.region,
    accountId: defaults.accountId,
    credentials:
      id === undefined || secret === undefined
        ? embeddedCredentials
        : {
            accessKeyId: id,
            secretAccessKey: secret,
            ...(sessionToken === undefined ? {} : { sessionToken }),
          },
    tableName: env['TABLE_NAME'] ?? defaults.tableName,
    buckets: {
      work: env['WORK_BUCKET'] ?? defaults.workBucket,
      archive: env['ARCHIVE_BUCKET'] ?? defaults.archiveBucket,
      logs: env['LOGS_BUCKET'] ?? defaults.logsBucket,
    },
    env,
  };
}
