import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { join } from 'node:path';
import { z } from 'zod';
import { Directory } from '../../functions/directory/index.ts';
import { ObjectStore } from '../../functions/platform/object-store.ts';
import { SealedSecrets } from '../../functions/signing/index.ts';
import { STACK_FILE } from '../local/stack-endpoints.ts';
import { defaults, stackSettings } from '../local/stack-settings.ts';
import { readJsonFile } from '../local/state/read-json.ts';
import { CeremonyRefused } from './refusal.ts';

/** What a key ceremony reaches: the directory and KMS, on AWS or on one machine. */
export interface CeremonyStores {
  readonly directory: Directory;
  readonly kms: KMSClient;
  /** whose keys these are: keys of one stage sign for no other */
  readonly stage: () => string;
  /** where key files are kept; asked for by `file` alone, which needs more named than the others */
  readonly secrets: () => SealedSecrets;
  close(): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

const running = z.object({ endpoints: z.object({ dynamodb: z.url(), s3: z.url(), kms: z.url() }) });

/**
 * With a data folder, the embedded stack running on it; without, wherever the SDK's own variables point, with the
 * rights of whoever calls.
 * @throws {CeremonyRefused} when there is no such stack, or no table is named
 */
export async function openCeremony(data: string | undefined, env: Environment): Promise<CeremonyStores> {
  return data === undefined ? onAws(env) : onStack(data, env);
}

function onAws(env: Environment): CeremonyStores {
  const clients = { dynamodb: new DynamoDBClient({}), s3: new S3Client({}), kms: new KMSClient({}) };
  return stores(clients, {
    table: named(env, 'TABLE_NAME'),
    stage: () => named(env, 'STAGE'),
    work: () => named(env, 'WORK_BUCKET'),
    secretsKey: () => named(env, 'SECRETS_KEY_ID'),
  });
}

function named(env: Environment, variable: string): string {
  const value = env[variable];
  if (value !== undefined) return value;
  throw new CeremonyRefused({
    vi: `Chưa có biến ${variable}. Với hệ thống nhúng, hãy thêm --data THƯ_MỤC.`,
    en: `${variable} is not set. For an embedded stack, add --data DIR.`,
  });
}

async function onStack(data: string, env: Environment): Promise<CeremonyStores> {
  const stack = await readJsonFile(join(data, STACK_FILE), running);
  if (stack === undefined) {
    throw new CeremonyRefused({
      vi: `Trong ${data} chưa từng có hệ thống nào chạy: hãy chạy npm start.`,
      en: `No stack was ever started on ${data}: npm start.`,
    });
  }
  const { region, credentials, tableName, buckets } = stackSettings({ dataDir: data, port: 0, env });
  const { dynamodb, s3, kms } = stack.endpoints;
  const common = { region, credentials };
  const clients = {
    dynamodb: new DynamoDBClient({ ...common, endpoint: dynamodb }),
    s3: new S3Client({ ...common, endpoint: s3 }),
    kms: new KMSClient({ ...common, endpoint: kms }),
  };
  return stores(clients, {
    table: tableName,
    stage: () => defaults.stage,
    work: () => buckets.work,
    secretsKey: () => env['SECRETS_KEY_ID'] ?? defaults.secretsKeyAlias,
  });
}

function stores(
  { dynamodb, s3, kms }: { dynamodb: DynamoDBClient; s3: S3Client; kms: KMSClient },
  names: { table: string; stage: () => string; work: () => string; secretsKey: () => string },
): CeremonyStores {
  const marshallOptions = { removeUndefinedValues: true };
  const client = DynamoDBDocumentClient.from(dynamodb, { marshallOptions });
  return {
    directory: new Directory({ client, name: names.table }),
    kms,
    stage: names.stage,
    secrets: () => new SealedSecrets(kms, new ObjectStore(s3, names.work()), names.secretsKey()),
    close: () => {
      for (const each of [dynamodb, s3, kms]) each.destroy();
    },
  };
}
