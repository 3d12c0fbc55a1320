import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { ObjectStore } from '../../functions/platform/object-store.ts';
import { startS3 } from '../../infra/local/s3/server.ts';

/** Both buckets the product writes to, in an S3 of their own. */
export interface TestBuckets {
  readonly client: S3Client;
  readonly work: ObjectStore;
  readonly archive: ObjectStore;
  /** where both keep their objects, so that a test can remember and rewind them */
  readonly directory: string;
  stop(): Promise<void>;
}

/** Starts the embedded S3 on a folder that goes when it stops. */
export async function startBuckets(): Promise<TestBuckets> {
  const directory = await mkdtemp(join(tmpdir(), 'ket-qua-s3-'));
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const service = await startS3({ directory, port: 0, buckets: ['work', 'archive'], credentials });
  const client = new S3Client({ endpoint: service.url, region: 'ap-southeast-1', credentials });
  return {
    client,
    work: new ObjectStore(client, 'work'),
    archive: new ObjectStore(client, 'archive'),
    directory,
    stop: async () => {
      client.destroy();
      await service.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
