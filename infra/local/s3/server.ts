import { createServer } from 'node:http';
import { mkdir } from 'node:fs/promises';
import S3rver from '@20minutes/s3rver';
import type { S3Middleware } from '@20minutes/s3rver';
import account from '@20minutes/s3rver/lib/models/account.js';
import S3Error from '@20minutes/s3rver/lib/models/error.js';
import { bind } from '../http/listen.ts';
import type { Listening } from '../http/listen.ts';
import { takeForms } from './post-object.ts';
import { acceptEscapedQuery } from './presigned-query.ts';
import { WholeObjectStore, putCondition } from './whole-object-store.ts';

/** Where the embedded S3 keeps its objects, the buckets it makes, and the one key pair it knows. */
export interface S3Options {
  readonly directory: string;
  readonly port: number;
  readonly buckets: readonly string[];
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** S3 lets nobody in without a signature unless a policy says so, and there is none here. */
const refuseUnsigned: S3Middleware = async (context, next) => {
  const signed = 'authorization' in context.headers || 'X-Amz-Algorithm' in context.query;
  if (!signed) throw new S3Error('AccessDenied', 'Access Denied');
  await next();
};

const carryConditions: S3Middleware = (context, next) =>
  putCondition.run(
    {
      createOnly: context.method === 'PUT' && context.headers['if-none-match'] === '*',
      sha256: context.headers['x-amz-checksum-sha256'],
    },
    next,
  );

/**
 * The SDK signs `/bucket/` where s3rver recomputes `/bucket`; described as a mounted virtual host, s3rver
 * recomputes what was signed.
 */
const signBucketWithSlash: S3Middleware = (context, next) => {
  if (/^\/[^/]+\/$/u.test(context.path)) {
    context.state.vhost = true;
    context.mountPath = '/';
  }
  return next();
};

/** Starts the embedded S3. Buckets are addressed by path. */
export async function startS3(options: S3Options): Promise<Listening> {
  await mkdir(options.directory, { recursive: true });
  account.DUMMY_ACCOUNT.createKeyPair(options.credentials.accessKeyId, options.credentials.secretAccessKey);
  const application = new S3rver({
    directory: options.directory,
    address: '127.0.0.1',
    port: options.port,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [],
  });
  const store = new WholeObjectStore(options.directory);
  application.store = application.context.store = store;
  application.middleware.unshift(refuseUnsigned, carryConditions);
  application.middleware.splice(-1, 0, signBucketWithSlash);
  application.middleware.unshift(
    takeForms(store, options.credentials.secretAccessKey),
    acceptEscapedQuery(options.credentials.secretAccessKey),
  );
  await Promise.all(
    options.buckets.map((bucket) => mkdir(`${options.directory}/${bucket}`, { recursive: true })),
  );
  return bind(createServer(application.callback()), options.port);
}
