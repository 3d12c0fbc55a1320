import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect } from 'vitest';
import { type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

let door: FrontDoor;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
}, 180_000);

const guide = readFileSync('docs/api.md', 'utf8');
const commands = [...guide.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = '']) => block);

/** Against the test's own stack, and with our own curl where a machine has none. */
function runnable(): string {
  const npm = `npm() { node infra/local/cli/token.ts "$5" --data '${door.stack.dataDir}'; }`;
  const curl = 'command -v curl >/dev/null || curl() { node test/api/curl.ts "$@"; }';
  return ['set -eu', npm, curl, ...commands].join('\n').replaceAll('http://localhost:8080', door.stack.url);
}

describe('docs/api.md', () => {
  it('has commands that a shell can run, from a token to two returned results', async () => {
    expect(commands.length).toBeGreaterThan(6);
    const run = promisify(execFile);
    const { stdout } = await run('sh', ['-c', runnable()], { maxBuffer: 10_000_000, timeout: 240_000 });
    expect(stdout).toContain('HTTP/1.1 202');
    expect(stdout).toContain('"code":"dossier-invalid"');
    expect(stdout).toContain('"decision":"approved"');
    expect(stdout).toContain('"collectedAt"');
    expect(stdout.match(/"effect":"applied"/g)).toHaveLength(2);
    expect(stdout).toContain('"state":"issued"');
    expect(stdout).toContain('"status":"returned"');
    expect(stdout).toContain('"verdict":"valid"');
    expect(stdout.match(/"code":"[a-z-]+"/g)).toEqual(['"code":"dossier-invalid"']);
  }, 270_000);
});
