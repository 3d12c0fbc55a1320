import { spawn } from 'node:child_process';
import { chmod, cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { PIN, SOFTHSM, type SoftToken } from './soft-token.ts';

/** Where install.sh has installed what the reference agent needs; its source is copied beside it, as it is now. */
export const AGENT_HOME = '.local/judges/token-agent';
const PATIENCE_MS = 20_000;

/** The reference agent as a process of its own, with a person who types the PIN. */
export interface AgentProcess {
  /** the code it shows next */
  code(): Promise<string>;
  /** the PIN its person types from now on */
  types(pin: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startAgent(token: SoftToken, port: number, origin: string): Promise<AgentProcess> {
  await cp('examples/token-agent/src', path.join(AGENT_HOME, 'src'), { recursive: true });
  const person = path.resolve(AGENT_HOME, 'askpass');
  const thought = path.resolve(AGENT_HOME, 'pin');
  await writeFile(thought, PIN);
  await writeFile(person, `#!/bin/sh\ncat '${thought}'\n`);
  await chmod(person, 0o700);
  const options = [
    '--module',
    SOFTHSM,
    '--allow-origin',
    origin,
    '--port',
    String(port),
    '--askpass',
    person,
  ];
  const agent = spawn(process.execPath, ['src/main.ts', ...options], {
    cwd: AGENT_HOME,
    env: { ...process.env, SOFTHSM2_CONF: token.configuration },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    agent.once('exit', () => resolve());
  });
  const lines: string[] = [];
  createInterface({ input: agent.stdout }).on('line', (line) => lines.push(line));
  const said = async (pattern: RegExp): Promise<string> => {
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      const found = lines.flatMap((line) => pattern.exec(line)?.[1] ?? []).at(-1);
      if (found !== undefined) return found;
      await pause(50);
    }
    throw new Error(`the agent never said ${String(pattern)}: ${lines.join('\n')}`);
  };
  await said(/^listening on (\S+)$/);
  return {
    code: () => said(/^pairing code for \S+: (\d{8})$/),
    types: (pin) => writeFile(thought, pin),
    stop: async () => {
      agent.kill();
      await ended;
    },
  };
}
