import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundleDirectory } from '../build/bundle.ts';
import { functions, type FunctionSpec } from '../functions.ts';
import type { Stage } from './stage-settings.ts';

/** A function reads a variable that its stack does not set, or is not listed at all. */
export class FunctionUnready extends Error {
  override readonly name = 'FunctionUnready';
}

/** Values for the environment variables a stack's functions read. */
export type Environment = Readonly<Record<string, string>>;

export function specOf(name: string): FunctionSpec {
  const spec = functions.find((candidate) => candidate.name === name);
  if (spec === undefined) throw new FunctionUnready(`infra/functions.ts lists no function named ${name}`);
  return spec;
}

/**
 * A Lambda function of infra/functions.ts from its bundle. It has exactly the rights it is given and its own
 * log. Its name never changes: an execution begun a year ago calls it by this name.
 */
export class ProductFunction extends LambdaFunction {
  readonly log: LogGroup;

  constructor(scope: Construct, spec: FunctionSpec, stage: Stage, environment: Environment) {
    const id = spec.name;
    const log = new LogGroup(scope, `${id}-log`, {
      retention: RetentionDays.THIRTEEN_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        sid: 'WriteOwnLog',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [log.logGroupArn],
      }),
    );
    super(scope, id, {
      functionName: functionName(stage, spec.name),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundleDirectory(spec.name)),
      handler: 'index.handler',
      timeout: Duration.seconds(spec.timeoutSeconds),
      memorySize: spec.memoryMb,
      ...(spec.concurrency !== undefined && { reservedConcurrentExecutions: spec.concurrency }),
      environment: pick(spec, environment),
      role,
      logGroup: log,
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
    });
    this.log = log;
  }

  allow(statements: readonly PolicyStatement[]): void {
    for (const statement of statements) this.addToRolePolicy(statement);
  }
}

export function functionName(stage: Stage, name: string): string {
  return `ket-qua-${stage.name}-${name}`;
}

function pick(spec: FunctionSpec, environment: Environment): Record<string, string> {
  const missing = spec.environment.filter((name) => environment[name] === undefined);
  if (missing.length > 0)
    throw new FunctionUnready(`${spec.name} reads ${missing.join(', ')}, which nobody sets`);
  return Object.fromEntries(spec.environment.map((name) => [name, environment[name] ?? '']));
}
