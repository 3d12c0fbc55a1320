import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { definitionSubstitutions, readDefinition, type WorkflowName } from '../workflow-definition.ts';
import type { ProductFunction } from './product-function.ts';
import type { Stage } from './stage-settings.ts';

/** A state machine from its definition in `workflows`; it may call its steps and nothing else. */
export class Workflow extends StateMachine {
  constructor(
    scope: Construct,
    id: string,
    given: { stage: Stage; name: WorkflowName; steps: ReadonlyMap<string, ProductFunction> },
  ) {
    const { stage, name, steps } = given;
    const stateMachineName = `ket-qua-${stage.name}-${name}`;
    super(scope, id, {
      stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(readDefinition(name)),
      definitionSubstitutions: definitionSubstitutions(
        name,
        (step) => steps.get(step)?.functionArn ?? '',
        stage.workflowSettings,
      ),
      logs: {
        destination: new LogGroup(scope, `${id}Log`, {
          logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
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
    this.addToRolePolicy(
      new PolicyStatement({
        sid: 'CallSteps',
        actions: ['lambda:InvokeFunction'],
        resources: [...steps.values()].map((step) => step.functionArn),
      }),
    );
  }
}
