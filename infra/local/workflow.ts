import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CreateStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { workflowFunctions, workflowSettings } from '../workflow-settings.ts';
import { fillSubstitutions } from './step-functions/index.ts';
import type { StackOptions } from './stack-settings.ts';

const definitionFile = resolve(import.meta.dirname, '../../workflows/return-of-results.asl.json');

/**
 * Makes or updates the state machine from the definition that is deployed, its `${…}` filled with function
 * names and waits. Running executions keep the definition they started with.
 */
export async function provisionWorkflow(
  client: SFNClient,
  stateMachineArn: string,
  settings: StackOptions['workflowSettings'],
): Promise<void> {
  const waits = Object.entries({ ...workflowSettings, ...settings }).map(([name, value]) => [
    name,
    String(value),
  ]);
  const definition = fillSubstitutions(
    await readFile(definitionFile, 'utf8'),
    Object.fromEntries([...Object.entries(workflowFunctions), ...waits]),
  );
  const [, , , , accountId, , name] = stateMachineArn.split(':');
  const roleArn = `arn:aws:iam::${accountId}:role/embedded`;
  try {
    await client.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StateMachineAlreadyExists') throw error;
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
  }
}
