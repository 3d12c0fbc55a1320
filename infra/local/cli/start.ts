import { resolve } from 'node:path';
import { FunctionMissing } from '../../build/build-functions.ts';
import { bundleFunctions } from '../../build/bundle.ts';
import { PortInUse } from '../http/listen.ts';
import { PkiAddressChanged } from '../pki/authority.ts';
import { startStack } from '../stack.ts';
import { DataFolderInUse } from '../state/lock.ts';
import { ArgumentInvalid, stackArguments } from './arguments.ts';
import { banner } from './banner.ts';

/** `npm start`: builds what is stale, starts the stack, prints where everything is, stops at Ctrl-C. */

const expected = [ArgumentInvalid, DataFolderInUse, PortInUse, PkiAddressChanged, FunctionMissing];

async function main(): Promise<void> {
  const options = stackArguments(process.argv.slice(2), process.env);
  const dataDir = resolve(options.dataDir);
  await bundleFunctions();
  const stack = await startStack({ ...options, dataDir, env: process.env });
  console.log(banner(stack, dataDir));
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    console.log('\nĐang dừng… / Stopping…');
    void stack.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

try {
  await main();
} catch (error) {
  if (!expected.some((kind) => error instanceof kind)) throw error;
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof PortInUse) {
    console.error(
      'Hãy chọn cổng khác: PORT=8090 npm start -- --pki-port 8390 --data .local/khac\n' +
        'Choose another: PORT=8090 npm start -- --pki-port 8390 --data .local/other',
    );
  }
  process.exit(1);
}
