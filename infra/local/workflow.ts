import { CreateStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { fillDefinition, type WorkflowName } from '../workflow-definition.ts';
import type { StackOptions } from './stack-settings.ts';

/**
 * Makes or updates a state machine from the definition that is deployed, its `${…}` filled with function
 * names and waits. Running executions keep the definition they started with.
 */
export async function provisionWorkflow(
  client: SFNClient,
  workflow: WorkflowName,
  stateMachineArn: string,
  settings: StackOptions['workflowSettings'],
): Promise<void> {
  const definition = fillDefinition(workflow, settings);
  const [, , , , accountId, , name] = stateMachineArn.split(':');
  const roleArn = `arn:aws:iam::${accountId}:role/embedded`;
  try {
    await client.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StateMachineAlreadyExists') throw error;
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
  }
}
