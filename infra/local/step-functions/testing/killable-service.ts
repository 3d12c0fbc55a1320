import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createStepFunctions, type InvokeFunction } from '../index.ts';

/**
 * A process for tests to kill: an engine over HTTP whose one function writes each call and each
 * answer to a log at once. Arguments: data folder, log file. Prints its port when it is ready.
 */
const [dataDir = '', logFile = ''] = process.argv.slice(2);

function log(entry: object): void {
  appendFileSync(logFile, `${JSON.stringify(entry)}\n`);
}

const invoke: InvokeFunction = async ({ payload, redelivered, begun }) => {
  begun();
  log({ call: payload, redelivered });
  await sleep(10 + Math.random() * 30);
  log({ answer: payload });
  return { payload };
};

const service = await createStepFunctions({ dataDir, region: 'r', accountId: '000000000000', invoke });
const server = createServer((request, response) => void service.handle(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
