import { parseArgs } from 'node:util';

/** The command line does not fit; the message is for the person who typed it. */
export class ArgumentInvalid extends Error {
  override readonly name = 'ArgumentInvalid';
}

/** Where a stack lives and listens. */
export interface StackArguments {
  readonly dataDir: string;
  readonly port: number;
  readonly pkiPort?: number;
}

/** Reads `--data DIR` and `--pki-port N`, and `PORT` from the environment. Throws ArgumentInvalid. */
export function stackArguments(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StackArguments {
  const values = parse(argv);
  const pkiPort = values['pki-port'];
  return {
    dataDir: values.data ?? '.local/data',
    port: portOf('PORT', env['PORT'] ?? '8080'),
    ...(pkiPort === undefined ? {} : { pkiPort: portOf('--pki-port', pkiPort) }),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: { data: { type: 'string' }, 'pki-port': { type: 'string' } },
    }).values;
  } catch (error) {
    throw new ArgumentInvalid(
      `Tham số không hợp lệ. Cách dùng: npm start -- [--data THƯ_MỤC] [--pki-port CỔNG]\n` +
        `Bad argument: ${error instanceof Error ? error.message : String(error)}\n` +
        `Usage: npm start -- [--data DIR] [--pki-port PORT]`,
    );
  }
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/u.test(text) && port <= 65_535) return port;
  throw new ArgumentInvalid(`${name} không phải là số cổng: ${text} / ${name} is no port number: ${text}`);
}
