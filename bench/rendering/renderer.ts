import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import { buildFunctions, directoryOf } from '../../infra/build/build-functions.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const SITE = { root: ROOT, dist: path.join(ROOT, 'dist/bench') };
const SERVE = 'serve';

export const CONTENDERS = ['ours', 'pdfkit', 'pdf-lib'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** Milliseconds by the clock and on processors. */
const time = z.object({ ms: z.number(), processor: z.number() });
/** The time after the import, and the whole since the process began. */
const first = time.extend({ cold: time, bytes: z.number() });
const later = time.extend({ heapUsed: z.number(), rss: z.number() });

export type First = z.infer<typeof first>;
export type Later = z.infer<typeof later>;
export type Report = First | Later;

export interface Order {
  readonly times: number;
}

/** A contender that has rendered one document in a process of its own, and waits to do it again. */
export interface Renderer {
  readonly first: First;
  render(times: number): Promise<Later>;
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

export async function startRenderer(
  name: ContenderName,
  folder: string,
  document: string,
): Promise<Renderer> {
  const child = fork(bundleOf(SERVE), [bundleOf(name), folder, document], { execArgv: ['--expose-gc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${name} ended with ${code}`);
  });
  const answer = async (): Promise<unknown> => {
    const [message] = await Promise.race([once(child, 'message'), ended]);
    return message;
  };
  return {
    first: first.parse(await answer()),
    render: async (times) => {
      child.send({ times });
      return later.parse(await answer());
    },
    stop: () => child.kill(),
  };
}

function bundleOf(name: string): string {
  return path.join(directoryOf(SITE, name), 'index.mjs');
}
