import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import S3Error from '@20minutes/s3rver/lib/models/error.js';
import S3Object from '@20minutes/s3rver/lib/models/object.js';
import FilesystemStore from '@20minutes/s3rver/lib/stores/filesystem.js';
import type { S3StoreObject } from '@20minutes/s3rver/lib/stores/filesystem.js';
import { writeFileAtomically } from '../state/atomic-file.ts';
import { keyedLock } from '../state/keyed-lock.ts';

/** What a PUT asks of the object it writes, carried from the request's headers to the store. */
interface PutCondition {
  readonly createOnly: boolean;
  readonly sha256: string | undefined;
}

/** The condition of the request being served. */
export const putCondition = new AsyncLocalStorage<PutCondition>();

/**
 * s3rver's folder store, made safe against kills and races: an object appears whole or not at all, writers
 * of one key take turns, `If-None-Match: *` and `x-amz-checksum-sha256` are honoured, and no key leaves
 * the folder.
 */
export class WholeObjectStore extends FilesystemStore {
  readonly #inTurn = keyedLock();

  override getResourcePath(bucket: string, key: string | undefined, resource: string): string {
    if ([bucket, ...(key ?? '').split('/')].some((part) => part === '..' || part === '.')) {
      throw new S3Error('InvalidArgument', 'The embedded S3 takes no key with the segments . or ..');
    }
    return super.getResourcePath(bucket, key ?? '', resource);
  }

  override async putObject(object: S3StoreObject): Promise<{ size: number; md5: string }> {
    const condition = putCondition.getStore();
    return this.#inTurn(`${object.bucket}/${object.key}`, async () => {
      if (condition?.createOnly === true && (await this.existsObject(object.bucket, object.key))) {
        throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions did not hold', {
          Condition: 'If-None-Match',
        });
      }
      return this.#write(object, condition?.sha256);
    });
  }

  async #write(object: S3StoreObject, sha256: string | undefined): Promise<{ size: number; md5: string }> {
    const path = this.getResourcePath(object.bucket, object.key, 'object');
    const temporary = `${path}.${randomUUID()}.tmp`;
    await mkdir(dirname(path), { recursive: true });
    const written = await writeHashed(temporary, object.content);
    if (sha256 !== undefined && sha256 !== written.sha256) {
      await rm(temporary);
      throw new S3Error('BadDigest', 'The SHA256 you specified did not match the calculated checksum.');
    }
    await this.putMetadata(object.bucket, object.key, object.metadata);
    await rm(`${path}.md5`, { force: true });
    await rename(temporary, path);
    await writeFileAtomically(`${path}.md5`, written.md5);
    return { size: written.size, md5: written.md5 };
  }

  override async putMetadata(bucket: string, key: string, metadata: Record<string, string>): Promise<void> {
    const kept = Object.entries(metadata).filter(
      ([name, value]) =>
        value !== undefined && (S3Object.ALLOWED_METADATA.includes(name) || name.startsWith('x-amz-meta-')),
    );
    const path = this.getResourcePath(bucket, key, 'metadata.json');
    await writeFileAtomically(path, JSON.stringify(Object.fromEntries(kept), null, 2));
  }

  override deleteObject(bucket: string, key: string): Promise<void> {
    return this.#inTurn(`${bucket}/${key}`, () => super.deleteObject(bucket, key));
  }
}

async function writeHashed(
  path: string,
  content: Buffer | Readable,
): Promise<{ size: number; md5: string; sha256: string }> {
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  let size = 0;
  await pipeline(
    Buffer.isBuffer(content) ? Readable.from([content]) : content,
    async function* measured(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        md5.update(chunk);
        sha256.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(path, { flags: 'wx' }),
  );
  return { size, md5: md5.digest('hex'), sha256: sha256.digest('base64') };
}
