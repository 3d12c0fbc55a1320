import { parseArgs } from 'node:util';
import { describeBadArgument } from './usage.ts';

/** Where a stack lives unless it is told otherwise; seen from the repository, where npm runs every command. */
export const DEFAULT_DATA_DIR = '.local/data';

/** How `npm start` is written. */
export const START_USAGE = `Cách dùng / usage: [PORT=8080] npm start -- [--data DIR] [--pki-port PORT]
  PORT        cổng của hệ thống, mặc định 8080 / the product's port, 8080 unless given; 0: bất kỳ / any
  --data      thư mục dữ liệu, mặc định ${DEFAULT_DATA_DIR} / the data folder
  --pki-port  cổng PKI của thư mục dữ liệu mới / the PKI's port in a new data folder; 0: bất kỳ / any`;

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
    dataDir: values.data ?? DEFAULT_DATA_DIR,
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
    throw new ArgumentInvalid(describeBadArgument(error, START_USAGE));
  }
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/u.test(text) && port <= 65_535) return port;
  throw new ArgumentInvalid(`${name} không phải là số cổng: ${text} / ${name} is no port number: ${text}`);
}
