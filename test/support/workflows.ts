import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';

/** A Step Functions client that answers nothing but success, and what it was told. */
export function mockWorkflows() {
  const client = new SFNClient({ region: 'ap-southeast-1' });
  const mock = mockClient(client);
  mock.on(SendTaskSuccessCommand).resolves({});
  mock.on(StartExecutionCommand).resolves({});
  return {
    client,
    mock,
    /** answers told, as `token: output` */
    told: () =>
      mock.commandCalls(SendTaskSuccessCommand).map(({ args: [{ input }] }) => ({
        token: input.taskToken,
        output: JSON.parse(input.output ?? 'null') as unknown,
      })),
    /** names of the executions started */
    started: () => mock.commandCalls(StartExecutionCommand).map(({ args: [{ input }] }) => input.name),
  };
}

/** An error as the SDK throws it. */
export function sdkError(name: string): Error {
  return Object.assign(new Error(name), { name });
}
