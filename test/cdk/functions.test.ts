import { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { beforeAll, describe, expect, it } from 'vitest';
import { functions } from '../../infra/functions.ts';
import { resourcesOf, synthesise, type Synthesised } from './synthesised.ts';

describe('the functions as deployed', () => {
  let stacks: Synthesised;

  beforeAll(async () => {
    stacks = await synthesise();
  }, 120_000);

  it.each(functions)('$name runs as infra/functions.ts says, under a name that never changes', (spec) => {
    const [, { Properties }] = resourcesOf(stacks, 'AWS::Lambda::Function').find(
      ([, each]) => each.Properties['FunctionName'] === `ket-qua-dev-${spec.name}`,
    )!;
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout: spec.timeoutSeconds,
      MemorySize: spec.memoryMb,
      LoggingConfig: { LogFormat: 'JSON' },
    });
    const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
    expect(Object.keys(Variables).toSorted()).toEqual(spec.environment.toSorted());
  });

  it('are all there are: nothing else runs', () => {
    expect(resourcesOf(stacks, 'AWS::Lambda::Function')).toHaveLength(functions.length);
  });

  it('log for thirteen months: the law asks for twelve', () => {
    const logs = resourcesOf(stacks, 'AWS::Logs::LogGroup');
    expect(logs.length).toBeGreaterThan(functions.length);
    for (const [id, { Properties }] of logs) expect(Properties['RetentionInDays'], id).toBe(400);
  });

  it('answer the routes infra/functions.ts gives them', () => {
    const routes = resourcesOf(stacks, 'AWS::ApiGatewayV2::Route').map(
      ([, each]) => each.Properties['RouteKey'],
    );
    expect(routes).toEqual(expect.arrayContaining(functions.flatMap(({ routes: own = [] }) => own)));
    expect(routes).toHaveLength(functions.flatMap(({ routes: own = [] }) => own).length);
  });

  it('run on the schedules infra/functions.ts gives them', () => {
    const schedules = resourcesOf(stacks, 'AWS::Events::Rule')
      .map(([, each]) => each.Properties['ScheduleExpression'])
      .filter((expression) => expression !== undefined);
    expect(schedules).toEqual(
      functions.flatMap(({ everyMinutes }) =>
        everyMinutes === undefined ? [] : [Schedule.rate(Duration.minutes(everyMinutes)).expressionString],
      ),
    );
  });
});

describe('the state machine as deployed', () => {
  let stacks: Synthesised;

  beforeAll(async () => {
    stacks = await synthesise();
  }, 120_000);

  it('logs what happened and never the data, which holds tokens', () => {
    stacks.workflow.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      EncryptionConfiguration: Match.absent(),
    });
  });

  it('is the committed definition with every placeholder filled', () => {
    const [, { Properties }] = resourcesOf(stacks, 'AWS::StepFunctions::StateMachine')[0]!;
    const text = JSON.stringify(Properties['DefinitionString']);
    const filled = Object.keys(Properties['DefinitionSubstitutions'] as object);
    const placeholders = new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name));
    expect(filled.toSorted()).toEqual([...placeholders].toSorted());
  });

  it('tells the reconciler of every execution that ends unfinished, and keeps what could not be told', () => {
    stacks.workflow.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.states'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    });
  });
});
