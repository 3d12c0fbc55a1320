import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import { buildFunctions, directoryOf } from '../../infra/build/build-functions.ts';
import { APPLICANTS, documentOf, type Length } from './documents.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const SITE = { root: ROOT, dist: path.join(ROOT, 'dist/bench') };
const SERVE = 'serve';

export const CONTENDERS = ['ours', 'pdfkit', 'pdf-lib'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** Milliseconds by the clock and on processors. */
const time = z.object({ ms: z.number(), processor: z.number() });
/** The time after the start, and the whole since the process began. */
const first = time.extend({ cold: time, bytes: z.number() });
const memory = z.object({ heapUsed: z.number(), rss: z.number() });

export type First = z.infer<typeof first>;
export type Time = z.infer<typeof time>;
export type Memory = z.infer<typeof memory>;
export type Report = First | Time | Memory;

/** To render so many times, or to collect garbage and say what memory is left. */
export type Order = { readonly render: number } | 'memory';

/** A contender that has rendered one document in a process of its own, and waits to do it again. */
export interface Renderer {
  readonly first: First;
  render(times: number): Promise<Time>;
  /** bytes after a garbage collection */
  memory(): Promise<Memory>;
  stop(): void;
}

/** Bundles all contenders as the product's functions are. */
export async function bundleContenders(): Promise<void> {
  const settings = { timeoutSeconds: 0, memoryMb: 0, environment: [] };
  const specs = [SERVE, ...CONTENDERS].map((name) => ({
    ...settings,
    name,
    entry: `bench/rendering/${name}.ts`,
  }));
  await buildFunctions(SITE, specs);
}

export async function startRenderer(name: ContenderName, folder: string, pages: Length): Promise<Renderer> {
  const args = [bundleOf(name), folder, documentOf(pages), String(APPLICANTS[pages])];
  const child = fork(bundleOf(SERVE), args, { execArgv: ['--expose-gc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${name} ended with ${code}`);
  });
  const answer = async (): Promise<unknown> => {
    const [message] = await Promise.race([once(child, 'message'), ended]);
    return message;
  };
  const ask = (order: Order): Promise<unknown> => {
    child.send(order);
    return answer();
  };
  return {
    first: first.parse(await answer()),
    render: async (times) => time.parse(await ask({ render: times })),
    memory: async () => memory.parse(await ask('memory')),
    stop: () => child.kill(),
  };
}

function bundleOf(name: string): string {
  return path.join(directoryOf(SITE, name), 'index.mjs');
}
