import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { join } from 'node:path';
import { z } from 'zod';
import { Directory } from '../../functions/directory/index.ts';
import { STACK_FILE } from '../local/stack-endpoints.ts';
import { stackSettings } from '../local/stack-settings.ts';
import { readJsonFile } from '../local/state/read-json.ts';
import { CeremonyRefused } from './refusal.ts';

/** What a key ceremony reaches: the directory and KMS, on AWS or on one machine. */
export interface CeremonyStores {
  readonly directory: Directory;
  readonly kms: KMSClient;
  close(): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

const running = z.object({ endpoints: z.object({ dynamodb: z.url(), kms: z.url() }) });

/**
 * With a data folder, the embedded stack running on it; without, wherever the SDK's own variables point, with the
 * rights of whoever calls.
 * @throws {CeremonyRefused} when there is no such stack, or no table is named
 */
export async function openCeremony(data: string | undefined, env: Environment): Promise<CeremonyStores> {
  return data === undefined ? onAws(env) : onStack(data, env);
}

function onAws(env: Environment): CeremonyStores {
  const table = env['TABLE_NAME'];
  if (table === undefined) {
    throw new CeremonyRefused({
      vi: 'Chưa có biến TABLE_NAME (tên bảng DynamoDB). Với hệ thống nhúng, hãy thêm --data THƯ_MỤC.',
      en: 'TABLE_NAME (the DynamoDB table) is not set. For an embedded stack, add --data DIR.',
    });
  }
  return stores(new DynamoDBClient({}), new KMSClient({}), table);
}

async function onStack(data: string, env: Environment): Promise<CeremonyStores> {
  const stack = await readJsonFile(join(data, STACK_FILE), running);
  if (stack === undefined) {
    throw new CeremonyRefused({
      vi: `Trong ${data} chưa từng có hệ thống nào chạy: hãy chạy npm start.`,
      en: `No stack was ever started on ${data}: npm start.`,
    });
  }
  const { region, credentials, tableName } = stackSettings({ dataDir: data, port: 0, env });
  const { dynamodb, kms } = stack.endpoints;
  const common = { region, credentials };
  return stores(
    new DynamoDBClient({ ...common, endpoint: dynamodb }),
    new KMSClient({ ...common, endpoint: kms }),
    tableName,
  );
}

function stores(dynamodb: DynamoDBClient, kms: KMSClient, name: string): CeremonyStores {
  const marshallOptions = { removeUndefinedValues: true };
  const client = DynamoDBDocumentClient.from(dynamodb, { marshallOptions });
  return {
    directory: new Directory({ client, name }),
    kms,
    close: () => {
      dynamodb.destroy();
      kms.destroy();
    },
  };
}
