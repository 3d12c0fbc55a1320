import { parseArgs } from 'node:util';
import { describeBadArgument } from '../local/cli/usage.ts';

/** How `npm run demo` is written. */
export const DEMO_USAGE = `Cách dùng / usage: npm run demo -- [--out DIR] [FILE.json … | --count N [--seed S]]
  FILE.json  hồ sơ của bạn, thay cho hồ sơ mẫu / your own dossiers instead of the examples
  --out      nơi ghi kết quả, mặc định .local/demo / where everything is written, .local/demo unless given
  --count    tự tạo N hồ sơ / makes N dossiers up
  --seed     số khởi tạo, mặc định 1: cùng số cho cùng hồ sơ / the same seed makes the same dossiers, 1 unless given`;

/** What `npm run demo` was asked for. */
export interface DemoArguments {
  /** folder everything is written to */
  readonly out: string;
  /** the user's dossier files; empty: the examples */
  readonly files: readonly string[];
  /** how many dossiers to make up instead; null: none */
  readonly count: number | null;
  /** makes the made-up dossiers reproducible */
  readonly seed: number;
}

/** The command line is not one the demo understands. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the demo's command line.
 * @throws {UsageError} naming the option and the rule
 */
export function readArguments(argv: readonly string[]): DemoArguments {
  const { values, positionals } = parse(argv);
  if (values.count !== undefined && positionals.length > 0) {
    throw new UsageError('--count không dùng cùng tệp hồ sơ / --count does not go with dossier files');
  }
  return {
    out: values.out,
    files: positionals,
    count: values.count === undefined ? null : wholeNumber('--count', values.count, 1, 100_000),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31 - 1),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string', default: '.local/demo' },
        count: { type: 'string' },
        seed: { type: 'string', default: '1' },
      },
    });
  } catch (error) {
    throw new UsageError(describeBadArgument(error, DEMO_USAGE));
  }
}

/** @throws {UsageError} where the text is no whole number within the limits */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new UsageError(
      `${option}: phải là số nguyên từ ${least} đến ${most} / must be a whole number from ${least} to ${most}`,
    );
  }
  return value;
}
