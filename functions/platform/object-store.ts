import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsUnavailable, PreconditionMissing } from './failures.ts';

/** A conditional put meets another that is under way (409): how often it is tried, and how long apart. */
const MOST_PUTS = 4;
const PAUSE_MS = 100;

/** A key already holds other bytes: two contents claim one name. */
export class ObjectConflict extends Error {
  override readonly name = 'ObjectConflict';
}

/** Where a stored object lies; `versionId` is null where the store keeps no versions. */
export interface StoredObject {
  readonly key: string;
  readonly versionId: string | null;
}

/** One bucket: objects are put once under their key and read back whole. */
export class ObjectStore {
  readonly #client: S3Client;
  readonly bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.bucket = bucket;
  }

  /**
   * Reads an object; with a version where one is given.
   * @throws {PreconditionMissing} when there is none under that key
   */
  async get(key: string, versionId?: string | null): Promise<Uint8Array> {
    const found = await this.find(key, versionId);
    if (found === undefined) throw new PreconditionMissing(`object ${key} is not in ${this.bucket}`);
    return found;
  }

  async find(key: string, versionId?: string | null): Promise<Uint8Array | undefined> {
    try {
      const answer = await this.#client.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: key, ...(versionId && { VersionId: versionId }) }),
      );
      return await answer.Body?.transformToByteArray();
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /**
   * Puts an object once: `If-None-Match: *` with a SHA-256 checksum. A second put of the same bytes succeeds.
   * The bytes are compared before the write, too, since not every store honours the condition.
   * @throws {ObjectConflict} when the key holds other bytes
   * @throws {AwsUnavailable} when others kept writing it, and nothing was there in the end
   */
  async putOnce(key: string, body: Uint8Array, contentType: string): Promise<StoredObject> {
    for (let attempt = 1; ; attempt += 1) {
      const stored = (await this.#present(key, body)) ?? (await this.#put(key, body, contentType, attempt));
      if (stored) return stored;
      await sleep(Math.random() * PAUSE_MS * attempt);
    }
  }

  /** One put; undefined when another was under way or was faster, and it is to be looked at again. */
  async #put(
    key: string,
    body: Uint8Array,
    contentType: string,
    attempt: number,
  ): Promise<StoredObject | undefined> {
    try {
      const answer = await this.#client.send(
        new PutObjectCommand({
          Bucket: this.bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          IfNoneMatch: '*',
          ChecksumSHA256: createHash('sha256').update(body).digest('base64'),
        }),
      );
      return { key, versionId: answer.VersionId ?? null };
    } catch (error) {
      const raced =
        error instanceof Error && /PreconditionFailed|ConditionalRequestConflict/.test(error.name);
      if (raced && attempt < MOST_PUTS) return undefined;
      throw raced ? new AwsUnavailable(`${key} is being written by others`) : error;
    }
  }

  /** Puts an object whatever was there: for things that are replaced, such as directory pictures. */
  async replace(key: string, body: Uint8Array, contentType: string): Promise<StoredObject> {
    const answer = await this.#client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, ContentType: contentType }),
    );
    return { key, versionId: answer.VersionId ?? null };
  }

  async #present(key: string, body: Uint8Array): Promise<StoredObject | undefined> {
    try {
      const head = await this.#client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key }));
      const bytes = await this.get(key, head.VersionId);
      if (Buffer.compare(bytes, body) !== 0) throw new ObjectConflict(`${key} already holds other bytes`);
      return { key, versionId: head.VersionId ?? null };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');
}
