import { resolve } from 'node:path';
import { bundleFunctions } from '../../build/bundle.ts';
import { startStack } from '../stack.ts';
import { START_USAGE, stackArguments } from './arguments.ts';
import { banner } from './banner.ts';
import { explain } from './explain.ts';
import { interruption } from './interruption.ts';
import { wantsHelp } from './usage.ts';

/** `npm start`: builds what is stale, starts the stack, prints where everything is, stops at Ctrl-C. */

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
  if (wantsHelp(process.argv)) console.log(START_USAGE);
  else await main();
} catch (error) {
  const explanation = explain(error);
  if (explanation === undefined) throw error;
  console.error(explanation);
  process.exit(1);
}
