import { resolve } from 'node:path';
import { FunctionMissing } from '../../build/build-functions.ts';
import { bundleFunctions } from '../../build/bundle.ts';
import { PortInUse } from '../http/listen.ts';
import { PkiAddressChanged } from '../pki/authority.ts';
import { startStack } from '../stack.ts';
import { DataFolderInUse } from '../state/lock.ts';
import { ArgumentInvalid, stackArguments } from './arguments.ts';
import { banner } from './banner.ts';
import { interruption } from './interruption.ts';

/** `npm start`: builds what is stale, starts the stack, prints where everything is, stops at Ctrl-C. */

/** The product's port, or the PKI's: that one is in the folder's certificates, or was asked for. */
const OTHER_PORT = [
  'Hãy chọn cổng khác: PORT=8090 npm start. Nếu đó là cổng PKI của thư mục dữ liệu này, hãy dừng chương trình kia',
  'hoặc dùng thư mục khác: npm start -- --data .local/khac',
  'Choose another: PORT=8090 npm start. Where it is the PKI port of this data folder, stop that other program,',
  'or use another folder: npm start -- --data .local/other',
].join('\n');

const expected = [ArgumentInvalid, DataFolderInUse, PortInUse, PkiAddressChanged, FunctionMissing];

async function main(): Promise<void> {
  const options = stackArguments(process.argv.slice(2), process.env);
  const dataDir = resolve(options.dataDir);
  await bundleFunctions();
  const stack = await startStack({ ...options, dataDir, env: process.env });
  console.log(banner(stack, dataDir));
  const signalled = interruption(
    () => {
      console.log('\nĐang dừng… / Stopping…');
      void stack.stop().then(() => process.exit(0));
    },
    () => process.exit(130),
  );
  process.on('SIGINT', signalled);
  process.on('SIGTERM', signalled);
}

try {
  await main();
} catch (error) {
  if (!expected.some((kind) => error instanceof kind)) throw error;
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof PortInUse) console.error(OTHER_PORT);
  process.exit(1);
}
