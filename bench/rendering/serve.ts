import { pathToFileURL } from 'node:url';
import type { Contender } from './contender.ts';
import type { Order, Report } from './renderer.ts';

/**
 * Run in a process of its own, as a sandbox of Lambda's: loads one contender's bundle, lets it start, renders the first applicant's
 * document, and then everybody's in turns, as often as it is asked to.
 */
const [bundle = '', folder = '', document = '', applicants = ''] = process.argv.slice(2);
const { start }: Contender = await import(pathToFileURL(bundle).href);
const open = await start(folder);
const started = { at: performance.now(), processor: processorTime() };
const { length } = await (await open(document, 1))();
const [now, processor] = [performance.now(), processorTime()];
report({
  ms: now - started.at,
  processor: processor - started.processor,
  cold: { ms: now, processor },
  bytes: length,
});

const everybody = open(document, Number(applicants));
process.on('message', async (order: Order) => {
  const render = await everybody;
  if (order === 'memory') {
    global.gc?.();
    report(process.memoryUsage());
    return;
  }
  const begun = performance.now();
  const before = processorTime();
  for (let index = 0; index < order.render; index += 1) await render();
  report({ ms: performance.now() - begun, processor: processorTime() - before });
});

/** Milliseconds of this process on processors since it began. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function report(what: Report): void {
  process.send?.(what);
}
