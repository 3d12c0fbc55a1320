import { CreateStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { fillDefinition } from '../workflow-definition.ts';
import type { StackOptions } from './stack-settings.ts';

/**
 * Makes or updates the state machine from the definition that is deployed, its `${…}` filled with function
 * names and waits. Running executions keep the definition they started with.
 */
export async function provisionWorkflow(
  client: SFNClient,
  stateMachineArn: string,
  settings: StackOptions['workflowSettings'],
): Promise<void> {
  const definition = fillDefinition((name) => name, settings);
  const [, , , , accountId, , name] = stateMachineArn.split(':');
  const roleArn = `arn:aws:iam::${accountId}:role/embedded`;
  try {
    await client.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StateMachineAlreadyExists') throw error;
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
  }
}
