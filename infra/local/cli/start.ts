import { resolve } from 'node:path';
import { START_USAGE, stackArguments } from './arguments.ts';
import { banner } from './banner.ts';
import { explain } from './explain.ts';
import { interruption } from './interruption.ts';
import { wantsHelp } from './usage.ts';

/** `npm start`: builds what is stale, starts the stack, prints where everything is, stops at Ctrl-C. */

async function main(): Promise<void> {
  const options = stackArguments(process.argv.slice(2), process.env);
  const dataDir = resolve(options.dataDir);
  // Only now: who asks how it is written, or wrote it wrongly, need not wait until the stack is loaded.
  const [{ bundleFunctions }, { startStack }] = await Promise.all([
    import('../../build/bundle.ts'),
    import('../stack.ts'),
  ]);
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
