import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { ObjectStore } from '../../../functions/platform/object-store.ts';
import type { Table } from '../../../functions/platform/table.ts';
import { foreignEndpoint } from '../aws-services.ts';
import { startDynamoDb } from '../dynamodb/server.ts';
import { startS3 } from '../s3/server.ts';
import { STACK_FILE } from '../stack-endpoints.ts';
import { stackSettings, type StackSettings } from '../stack-settings.ts';
import { DataFolderInUse, lockFolder } from '../state/lock.ts';
import { readJsonFile } from '../state/read-json.ts';

/** Where a data folder's log and archive are read. */
export interface Stores {
  readonly table: Table;
  readonly archive: ObjectStore;
  /** keys of the archive under a prefix */
  readonly listArchive: (prefix: string) => Promise<string[]>;
  readonly close: () => Promise<void>;
}

interface Addresses {
  readonly dynamodb: string;
  readonly s3: string;
  readonly close: () => Promise<void>;
}

const running = z.object({ endpoints: z.object({ dynamodb: z.url(), s3: z.url() }) });

/**
 * Opens a data folder's stores: those of the stack running on it, or, where none runs, its own for the moment.
 * Services that the environment points elsewhere are read there.
 * @returns undefined when nothing was ever stored there
 */
export async function openStores(
  dataDir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Stores | undefined> {
  const settings = stackSettings({ dataDir, port: 0, env });
  const elsewhere = {
    dynamodb: foreignEndpoint(env, 'DYNAMODB'),
    s3: foreignEndpoint(env, 'S3'),
  };
  if (elsewhere.dynamodb === undefined && !(await exists(join(dataDir, 'dynamodb')))) return undefined;
  const own = await addressesOf(dataDir, settings);
  if (own === undefined) return undefined;
  const { region, credentials } = settings;
  const common = { region, credentials };
  const dynamodb = new DynamoDBClient({ ...common, endpoint: elsewhere.dynamodb ?? own.dynamodb });
  const s3 = new S3Client({ ...common, endpoint: elsewhere.s3 ?? own.s3 });
  return {
    table: { client: DynamoDBDocumentClient.from(dynamodb), name: settings.tableName },
    archive: new ObjectStore(s3, settings.buckets.archive),
    listArchive: async (prefix) => {
      const list = new ListObjectsV2Command({ Bucket: settings.buckets.archive, Prefix: prefix });
      return ((await s3.send(list)).Contents ?? []).flatMap(({ Key }) => (Key ? [Key] : []));
    },
    close: async () => {
      dynamodb.destroy();
      s3.destroy();
      await own.close();
    },
  };
}

async function addressesOf(dataDir: string, settings: StackSettings): Promise<Addresses | undefined> {
  try {
    const lock = lockFolder(dataDir);
    const services = await startOwn(dataDir, settings);
    return {
      ...services,
      close: async () => {
        await services.close();
        lock.release();
      },
    };
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    const stack = await readJsonFile(join(dataDir, STACK_FILE), running);
    return stack && { ...stack.endpoints, close: () => Promise.resolve() };
  }
}

async function startOwn(dataDir: string, settings: StackSettings): Promise<Addresses> {
  const { region, accountId, credentials, buckets } = settings;
  const place = { port: 0, region, accountId };
  const dynamodb = await startDynamoDb({ directory: join(dataDir, 'dynamodb'), ...place });
  const s3 = await startS3({
    directory: join(dataDir, 's3'),
    port: 0,
    buckets: Object.values(buckets),
    credentials,
  });
  return {
    dynamodb: dynamodb.url,
    s3: s3.url,
    close: async () => {
      await s3.close();
      await dynamodb.close();
    },
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
