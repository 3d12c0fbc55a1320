import { execFile } from 'node:child_process';
import { Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import { Fault } from './fault.ts';
import type { AskPin } from './pkcs11-token.ts';
import type { SigningRequest } from './token.ts';

/** Rows of a batch that are shown; a longer list would push the question off the screen. */
const MOST_SHOWN = 20;
const PATIENCE_MS = 180_000;

/** What the person agrees to with their PIN. Labels are the site's words; the digests are what is signed. */
function questionOf({ origin, algorithm, digests }: SigningRequest, token: string): string {
  const rows = digests.slice(0, MOST_SHOWN).map(({ label, digest }) => {
    const start = Buffer.from(digest).toString('hex').slice(0, 16);
    return `  ${start}…  ${label}`;
  });
  const more = digests.length > MOST_SHOWN ? [`  … ${digests.length - MOST_SHOWN} more`] : [];
  return [
    `${origin} asks for ${digests.length} signature(s) by ${token} (${algorithm}):`,
    ...rows,
    ...more,
    `PIN of ${token} (empty to refuse): `,
  ].join('\n');
}

/** Asks in the terminal the agent runs in, without showing what is typed. */
export function askInTerminal(): AskPin {
  return (request, token) =>
    new Promise((resolve, reject) => {
      process.stdout.write(questionOf(request, token));
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
      const timer = setTimeout(() => terminal.close(), PATIENCE_MS);
      terminal.once('line', (line) => {
        resolve(line);
        terminal.close();
      });
      terminal.once('close', () => {
        clearTimeout(timer);
        process.stdout.write('\n');
        reject(new Fault('cancelled', 'no PIN was given'));
      });
    }).then((pin) => demandPin(String(pin)));
}

/** Asks by a program of the person's desktop, as SSH_ASKPASS does: the question is its argument, the PIN its answer. */
export function askByProgram(program: string): AskPin {
  return (request, token) =>
    new Promise<string>((resolve, reject) => {
      execFile(program, [questionOf(request, token)], { timeout: PATIENCE_MS }, (error, stdout) => {
        if (error) reject(new Fault('cancelled', 'the PIN dialogue was closed'));
        else resolve(stdout.replace(/\r?\n$/, ''));
      });
    }).then(demandPin);
}

function demandPin(pin: string): string {
  if (pin === '') throw new Fault('cancelled', 'no PIN was given');
  return pin;
}
