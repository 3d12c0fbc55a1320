import { round } from '../benchmark.ts';
import { LENGTHS, type Length } from './documents.ts';
import { CONTENDERS, startRenderer, type ContenderName, type First, type Renderer } from './renderer.ts';

export type ByContender<What> = Record<ContenderName, What>;

/** Milliseconds one render took, on average over a round. */
export interface Warm {
  readonly processor: number;
  readonly ms: number;
}

interface Effort {
  /** renders before anything counts */
  readonly before: number;
  /** renders in a round */
  readonly each: number;
}

const PROCESSES = 5;
const ROUNDS = 15;
/** About the same time for each. */
const EFFORT: ByContender<Effort> = {
  ours: { before: 400, each: 40 },
  pdfkit: { before: 120, each: 6 },
  'pdf-lib': { before: 50, each: 2 },
};
const LONG_ROUNDS: Readonly<Record<Exclude<Length, 1>, number>> = { 10: 6, 100: 2 };
const STEPS = 4;

/** The first render of processes started one after the other. */
export async function firstRenders(folder: string): Promise<ByContender<First[]>> {
  const firsts = nothing<First>();
  for (let turn = 0; turn < PROCESSES; turn += 1) {
    for (const name of CONTENDERS) {
      const renderer = await startRenderer(name, folder, 1);
      firsts[name].push(renderer.first);
      renderer.stop();
    }
  }
  return firsts;
}

/** Rounds of renders of one page, after as many that the machine code is made. */
export async function warmRenders(folder: string): Promise<ByContender<Warm[]>> {
  return inTurns(folder, { pages: 1, rounds: ROUNDS, effort: EFFORT });
}

/** Renders of many pages: milliseconds of processor time. */
export async function longRenders(
  folder: string,
): Promise<{ readonly pages: number; readonly processor: ByContender<number[]> }[]> {
  const once = { before: 2, each: 1 };
  const effort = { ours: once, pdfkit: once, 'pdf-lib': once };
  const rows = [];
  for (const pages of LENGTHS) {
    if (pages === 1) continue;
    const warm = await inTurns(folder, { pages, rounds: LONG_ROUNDS[pages], effort });
    const processor = nothing<number>();
    for (const name of CONTENDERS) processor[name].push(...warm[name].map((each) => each.processor));
    rows.push({ pages, processor });
  }
  return rows;
}

/** Memory of one process of ours as it renders on and on: megabytes after a garbage collection. */
export async function memory(folder: string, renders: number) {
  const renderer = await startRenderer('ours', folder, 1);
  const rows = [];
  for (let step = 1; step <= STEPS; step += 1) {
    await renderer.render(Math.round(renders / STEPS));
    const { heapUsed, rss } = await renderer.memory();
    const megabytes = (bytes: number) => round(bytes / 1024 / 1024);
    rows.push({
      after: Math.round((renders * step) / STEPS),
      heap: megabytes(heapUsed),
      rss: megabytes(rss),
    });
  }
  renderer.stop();
  return rows;
}

interface Turns {
  readonly pages: Length;
  readonly rounds: number;
  readonly effort: ByContender<Effort>;
}

async function inTurns(folder: string, { pages, rounds, effort }: Turns): Promise<ByContender<Warm[]>> {
  const renderers: (readonly [ContenderName, Renderer])[] = [];
  for (const name of CONTENDERS) renderers.push([name, await startRenderer(name, folder, pages)]);
  const warm = nothing<Warm>();
  for (const [name, renderer] of renderers) await renderer.render(effort[name].before);
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const [name, renderer] of renderers) {
      const times = effort[name].each;
      const { processor, ms } = await renderer.render(times);
      warm[name].push({ processor: processor / times, ms: ms / times });
    }
  }
  for (const [, renderer] of renderers) renderer.stop();
  return warm;
}

function nothing<Sample>(): ByContender<Sample[]> {
  return { ours: [], pdfkit: [], 'pdf-lib': [] };
}
