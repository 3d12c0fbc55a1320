import { parseArgs } from 'node:util';
import { z } from 'zod';
import { signatureAlgorithm, type SignatureAlgorithm } from '../../functions/directory/index.ts';
import { describeBadArgument } from '../local/cli/usage.ts';

/** The command line does not fit. */
export class KeysUsageInvalid extends Error {
  override readonly name = 'KeysUsageInvalid';
}

export const USAGE = `Cách dùng / usage:
  npm run -s keys -- csr    (--official ID | --agency CODE) [--key KEY] [--new SPEC] [--algorithm ALG] [--entry FILE] [--title T] > khoa.csr
  npm run -s keys -- import CERT.pem (--official ID | --agency CODE) [--chain FILE] [--key KEY] [--algorithm ALG] [--entry FILE]
  npm run -s keys -- file KEY.p12 (--official ID | --agency CODE) [--algorithm ALG] [--entry FILE]   mật khẩu / passphrase: stdin
  npm run -s keys -- service URL (--official ID | --agency CODE) [--credential ID] [--algorithm ALG] [--entry FILE]   {clientId, clientSecret, pin}: stdin
  npm run -s keys -- list
Chung / all: [--data DIR] hệ thống nhúng đang chạy / a running embedded stack; không có thì AWS theo biến môi trường của SDK
và TABLE_NAME / without it AWS, by the SDK's own variables and TABLE_NAME. Xem / see docs/keys.md.`;

/** Key specifications the product can sign with, as KMS names them. */
const keySpec = z.enum(['RSA_2048', 'RSA_3072', 'RSA_4096', 'ECC_NIST_P256', 'ECC_NIST_P384']);
export type KeySpec = z.infer<typeof keySpec>;

export interface HolderName {
  readonly kind: 'official' | 'agency';
  readonly id: string;
}

/** What is asked about one holder's key. */
export interface KeyQuestion {
  readonly holder: HolderName;
  /** key id, ARN or alias in KMS; that of the directory, or the holder's alias, unless told */
  readonly key: string | undefined;
  readonly algorithm: SignatureAlgorithm | undefined;
  /** file with the holder's directory entry, for whom the directory does not know yet */
  readonly entry: string | undefined;
}

export type KeysCommand =
  | (KeyQuestion & {
      readonly command: 'csr';
      readonly newSpec: KeySpec | undefined;
      readonly title: string | undefined;
    })
  | (KeyQuestion & {
      readonly command: 'import';
      readonly file: string;
      readonly chain: string | undefined;
    })
  | (KeyQuestion & { readonly command: 'file'; readonly file: string })
  | (KeyQuestion & {
      readonly command: 'service';
      readonly service: string;
      readonly credential: string | undefined;
    })
  | { readonly command: 'list' };

export interface KeysArguments {
  readonly command: KeysCommand;
  readonly data: string | undefined;
}

const text = { type: 'string' } as const;
const options = {
  official: text,
  agency: text,
  key: text,
  new: text,
  algorithm: text,
  entry: text,
  title: text,
  chain: text,
  credential: text,
  data: text,
};

/** @throws {KeysUsageInvalid} */
export function keysArguments(argv: readonly string[]): KeysArguments {
  const { values, positionals } = parse(argv);
  const [command, file, ...more] = positionals;
  if (more.length > 0) throw new KeysUsageInvalid(USAGE);
  return { command: commandOf(command, file, values), data: values.data };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    throw new KeysUsageInvalid(describeBadArgument(error, USAGE));
  }
}

type Values = ReturnType<typeof parse>['values'];

function commandOf(command: string | undefined, file: string | undefined, values: Values): KeysCommand {
  if (command === 'list' && file === undefined) return { command };
  if (command === 'csr' && file === undefined) {
    return { command, ...question(values), newSpec: one(keySpec, values.new), title: values.title };
  }
  if (command === 'import' && file !== undefined) {
    return { command, file, ...question(values), chain: values.chain };
  }
  if (command === 'service' && file !== undefined) {
    return { command, service: file, ...question(values), credential: values.credential };
  }
  if (command === 'file' && file !== undefined) return { command, file, ...question(values) };
  throw new KeysUsageInvalid(USAGE);
}

function question(values: Values): KeyQuestion {
  const { official, agency, key, entry } = values;
  const algorithm = one(signatureAlgorithm, values.algorithm);
  if (official !== undefined && agency === undefined) {
    return { holder: { kind: 'official', id: official }, key, entry, algorithm };
  }
  if (agency !== undefined && official === undefined) {
    return { holder: { kind: 'agency', id: agency }, key, entry, algorithm };
  }
  throw new KeysUsageInvalid(USAGE);
}

function one<T extends string>(of: z.ZodType<T>, value: string | undefined): T | undefined {
  if (value === undefined) return undefined;
  const parsed = of.safeParse(value);
  if (!parsed.success) throw new KeysUsageInvalid(`${value}: ${parsed.error.issues[0]?.message}\n${USAGE}`);
  return parsed.data;
}
