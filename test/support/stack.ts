import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoPassword } from '../../infra/local/demo/demo-people.ts';
import { requestToken } from '../../infra/local/oidc/request-token.ts';
import { bundleFunctions } from '../../infra/build/bundle.ts';
import { ApiClient } from '../../infra/demo/api-client.ts';
import { startStack, type Stack } from '../../infra/local/stack.ts';
import type { StackOptions } from '../../infra/local/stack-settings.ts';

/** The whole embedded stack on a folder and ports of its own. */
export interface TestStack extends Stack {
  readonly dataDir: string;
  /** the API as a demo user sees it */
  as(username: string): ApiClient;
  readonly tokenOf: (username: string) => Promise<string>;
}

/** Once for all stacks of a process: whether every bundle is up to date takes half a second to see. */
let bundled: ReturnType<typeof bundleFunctions> | undefined;

/** Starts a stack that goes without a trace when it stops, unless it is given a folder. */
export async function startTestStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  bundled ??= bundleFunctions();
  await bundled;
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'ket-qua-stack-')));
  const stack = await startStack({
    port: 0,
    pkiPort: 0,
    ...options,
    dataDir,
  });
  const tokenOf = (username: string) => requestToken(stack.endpoints.oidc, username, demoPassword);
  return {
    ...stack,
    dataDir,
    tokenOf,
    as: (username) => new ApiClient(stack.url, username, tokenOf),
    stop: async () => {
      await stack.stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
