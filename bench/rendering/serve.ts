import { pathToFileURL } from 'node:url';
import type { Contender } from './contender.ts';
import type { Order, Report } from './renderer.ts';

/**
 * Run in a process of its own, as a sandbox of Lambda's: loads one contender's bundle, renders a document once, and
 * then as often as it is asked to.
 */
const [bundle = '', folder = '', document = ''] = process.argv.slice(2);
const { open }: Contender = await import(pathToFileURL(bundle).href);
const imported = { at: performance.now(), processor: processorTime() };
const render = await open(folder, document);
const { length } = await render();
const [now, processor] = [performance.now(), processorTime()];
report({
  ms: now - imported.at,
  processor: processor - imported.processor,
  cold: { ms: now, processor },
  bytes: length,
});

process.on('message', async ({ times }: Order) => {
  const begun = performance.now();
  const before = processorTime();
  for (let index = 0; index < times; index += 1) await render();
  const [ms, used] = [performance.now() - begun, processorTime() - before];
  global.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  report({ ms, processor: used, heapUsed, rss });
});

/** Milliseconds of this process on processors since it began. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function report(what: Report): void {
  process.send?.(what);
}
