import { createServer } from 'node:http';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
  type DescribeExecutionOutput,
  type HistoryEvent,
} from '@aws-sdk/client-sfn';
import {
  createStepFunctions,
  type ExecutionStatusChange,
  type InvokeFunction,
  type StepFunctions,
} from '../index.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { VirtualClock } from './virtual-clock.ts';

export type Call = Omit<Parameters<InvokeFunction>[0], 'begun'>;
/** A function's code in a test: it answers its payload, or throws what its runtime would report. */
export type TestFunction = (payload: unknown, call: Call) => unknown;

export type TestOptions = {
  dataDir?: string;
  clock?: VirtualClock;
  random?: () => number;
  functions?: Record<string, TestFunction>;
  /** What a call waits for before its function begins. */
  queue?: () => Promise<void>;
  onStatusChange?: (event: ExecutionStatusChange) => void;
};

/** The API's address, in front of which a real AWS client stands. */
async function listen(service: StepFunctions) {
  const server = createServer((request, response) => void service.handle(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, endpoint: `http://127.0.0.1:${address.port}` };
}

export function clientFor(endpoint: string): SFNClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new SFNClient({ endpoint, region: 'ap-southeast-1', credentials, maxAttempts: 1 });
}

function invoker({ functions = {}, queue }: TestOptions, calls: Call[]): InvokeFunction {
  return async ({ begun, ...call }) => {
    calls.push(call);
    await queue?.();
    begun();
    const code = functions[call.functionName];
    if (code === undefined) {
      throw Object.assign(new Error('Function not found'), { name: 'ResourceNotFoundException' });
    }
    try {
      return { payload: await code(call.payload, call) };
    } catch (error) {
      if (!(error instanceof Error) || error.name.endsWith('Exception')) throw error;
      return { functionError: { errorType: error.name, errorMessage: error.message } };
    }
  };
}

/** An engine over HTTP with functions in place of Lambda, a still clock, and what tests ask of it. */
export async function startService(options: TestOptions = {}) {
  const dataDir = options.dataDir ?? temporaryFolder();
  const clock = options.clock ?? new VirtualClock();
  const calls: Call[] = [];
  const invoke = invoker(options, calls);
  const { random, onStatusChange } = options;
  const service = await createStepFunctions({
    dataDir,
    clock,
    invoke,
    region: 'ap-southeast-1',
    accountId: '000000000000',
    ...(random === undefined ? {} : { random }),
    ...(onStatusChange === undefined ? {} : { onStatusChange }),
  });
  const { server, endpoint } = await listen(service);
  const client = clientFor(endpoint);

  const create = async (definition: object, name = 'machine') => {
    const text = JSON.stringify({ QueryLanguage: 'JSONata', ...definition });
    const roleArn = 'arn:aws:iam::000000000000:role/states';
    const created = await client.send(new CreateStateMachineCommand({ name, definition: text, roleArn }));
    return created.stateMachineArn ?? '';
  };
  const start = async (stateMachineArn: string, input: unknown = {}, name?: string) => {
    const command = {
      stateMachineArn,
      input: JSON.stringify(input),
      ...(name === undefined ? {} : { name }),
    };
    const started = await client.send(new StartExecutionCommand(command));
    await service.idle();
    return started.executionArn ?? '';
  };
  const describe = (executionArn: string) => client.send(new DescribeExecutionCommand({ executionArn }));
  const history = async (executionArn: string): Promise<HistoryEvent[]> => {
    const found = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    return found.events ?? [];
  };
  return {
    client,
    clock,
    calls,
    dataDir,
    endpoint,
    service,
    create,
    start,
    describe,
    history,
    /** Creates a machine of these states, runs it, and describes where it stands when all is still. */
    run: async (definition: object, input: unknown = {}): Promise<DescribeExecutionOutput> =>
      describe(await start(await create(definition), input)),
    pass: (milliseconds: number) => clock.pass(milliseconds, () => service.idle()),
    stop: async () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
      await service.close();
    },
  };
}

export type ServiceUnderTest = Awaited<ReturnType<typeof startService>>;
