import { pathToFileURL } from 'node:url';
import type { Contender } from './contender.ts';
import type { Order, Report } from './renderer.ts';

/**
 * Run in a process of its own, as a sandbox of Lambda's: loads one contender's bundle, renders a document once, and
 * then as often as it is asked to.
 */
const [bundle = '', folder = '', document = ''] = process.argv.slice(2);
const { open }: Contender = await import(pathToFileURL(bundle).href);
const imported = performance.now();
const render = await open(folder, document);
const { length } = await render();
const now = performance.now();
const { user, system } = process.cpuUsage();
report({ ms: now - imported, sinceStart: now, processor: (user + system) / 1_000, bytes: length });

process.on('message', async ({ times }: Order) => {
  const begun = performance.now();
  const before = process.cpuUsage();
  for (let index = 0; index < times; index += 1) await render();
  const used = process.cpuUsage(before);
  const ms = performance.now() - begun;
  global.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  report({ ms, processor: (used.user + used.system) / 1_000, heapUsed, rss });
});

function report(what: Report): void {
  process.send?.(what);
}
