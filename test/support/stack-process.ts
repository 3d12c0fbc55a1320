import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { STACK_FILE } from '../../infra/local/stack-endpoints.ts';

/** `npm start` as a process of its own, to be killed. */
export interface StackProcess {
  readonly url: string;
  readonly endpoints: Record<'dynamodb' | 's3' | 'sfn' | 'oidc', string>;
  kill(signal: 'SIGKILL' | 'SIGINT'): Promise<number | null>;
  readonly output: () => string;
}

const START = path.resolve(import.meta.dirname, '../../infra/local/cli/start.ts');
const PATIENCE_MS = 90_000;

/**
 * Starts the stack on a data folder and waits until it answers.
 * @throws {Error} with what it printed, when it ends or stays silent
 */
export async function startStackProcess(
  dataDir: string,
  port: number,
  pkiPort: number,
  variables: Readonly<Record<string, string>> = {},
): Promise<StackProcess> {
  const child = spawn(process.execPath, [START, '--data', dataDir, '--pki-port', String(pkiPort)], {
    env: { ...process.env, ...variables, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://localhost:${port}`;
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the stack did not start:\n${output}`);
    }
    await sleep(50);
  }
  const { endpoints } = JSON.parse(await readFile(path.join(dataDir, STACK_FILE), 'utf8')) as StackProcess;
  return { url, endpoints, output: () => output, kill: (signal) => end(child, signal) };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).status < 500;
  } catch {
    return false;
  }
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    child.once('exit', resolve);
    child.kill(signal);
  });
}
