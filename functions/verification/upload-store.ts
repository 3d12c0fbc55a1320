import { DeleteObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import { accept, type Outcome } from '../platform/refusal.ts';
import { verificationRefusals } from './verification-refusals.ts';

/** The largest file that is verified. */
const MOST_BYTES = 20 * 1024 * 1024;

/** How long a form may be sent, and how long what it sent is kept when nobody has it verified. */
const HOUR_SECONDS = 3_600;

/** Where one file may be uploaded to, once or until it is taken. */
export interface UploadOffer {
  /** names the upload; nobody can guess it */
  readonly upload: string;
  /** the object store's address for a form of kind multipart/form-data */
  readonly url: string;
  /** the form's fields in their order, before the field `file` */
  readonly fields: Readonly<Record<string, string>>;
  readonly mostBytes: number;
  /** ISO 8601, UTC */
  readonly expiresAt: string;
}

/**
 * Files that people upload to have them verified. They go straight to the object store, since no function is given
 * more than 6 MB; it holds who uploads to the size and the key. Names of files are never asked for.
 */
export class UploadStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #clock: Clock;
  readonly #newId: NewId;

  constructor(client: S3Client, bucket: string, clock: Clock, newId: NewId) {
    this.#client = client;
    this.#bucket = bucket;
    this.#clock = clock;
    this.#newId = newId;
  }

  /** @param leadTo where a browser is sent when it has uploaded, given the upload's name */
  async offer(leadTo?: (upload: string) => string): Promise<UploadOffer> {
    const upload = this.#newId();
    const { url, fields } = await createPresignedPost(this.#client, {
      Bucket: this.#bucket,
      Key: keyOf(upload),
      Expires: HOUR_SECONDS,
      Conditions: [['content-length-range', 1, MOST_BYTES]],
      Fields: {
        'Content-Type': 'application/pdf',
        ...(leadTo && { success_action_redirect: leadTo(upload) }),
      },
    });
    const expiresAt = new Date(this.#clock().getTime() + HOUR_SECONDS * 1_000).toISOString();
    return { upload, url, fields, mostBytes: MOST_BYTES, expiresAt };
  }

  /** Reads an upload. Refused when it is not there, was left for more than an hour, or is too large. */
  async read(upload: string): Promise<Outcome<Uint8Array>> {
    if (!NAME.test(upload)) return verificationRefusals.uploadUnknown;
    try {
      const answer = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: keyOf(upload) }),
      );
      const age = this.#clock().getTime() - (answer.LastModified?.getTime() ?? 0);
      if (age > HOUR_SECONDS * 1_000) return verificationRefusals.uploadExpired;
      if ((answer.ContentLength ?? 0) > MOST_BYTES) return verificationRefusals.uploadTooLarge;
      const bytes = await answer.Body?.transformToByteArray();
      return bytes ? accept(bytes) : verificationRefusals.uploadUnknown;
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return verificationRefusals.uploadUnknown;
      throw error;
    }
  }

  /** Deletes it; may be repeated. */
  async discard(upload: string): Promise<void> {
    if (!NAME.test(upload)) return;
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: keyOf(upload) }));
  }
}

/** Names are minted by us alone: whatever is none is not looked for. */
const NAME = /^[a-z0-9]{26}$/;

function keyOf(upload: string): string {
  return `uploads/${upload}.pdf`;
}
