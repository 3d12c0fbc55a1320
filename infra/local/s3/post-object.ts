import type { IncomingMessage } from 'node:http';
import type { S3Middleware } from '@20minutes/s3rver';
import S3Error from '@20minutes/s3rver/lib/models/error.js';
import { BodyTooLarge, readBody } from '../http/body.ts';
import { checkPostPolicy, type FormField } from './post-policy.ts';
import type { WholeObjectStore } from './whole-object-store.ts';

/** A form's fields may weigh 20,000 bytes at S3; the rest is the file. No policy here allows a larger one. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Takes forms of browsers, POST Object. s3rver takes them, too, but looks at no policy: here a form is held to its
 * policy before anything is stored, and what follows the file is ignored, as S3 does
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html).
 */
export function takeForms(store: WholeObjectStore, secretAccessKey: string): S3Middleware {
  return async (context, next) => {
    const bucket = /^\/([^/]+)\/?$/u.exec(context.path)?.[1];
    const type = context.headers['content-type'] ?? '';
    if (context.method !== 'POST' || bucket === undefined || !/^multipart\/form-data/iu.test(type)) {
      return next();
    }
    const { fields, file } = await readForm(context.req, type);
    checkPostPolicy({ bucket, fields, bytes: file.length }, secretAccessKey);
    const given = new Map(fields);
    const key = given.get('key') ?? '';
    const metadata = { 'content-type': given.get('Content-Type') ?? 'binary/octet-stream' };
    const { md5 } = await store.putObject({ bucket, key, content: file, metadata });
    const redirect = given.get('success_action_redirect');
    context.status = redirect === undefined ? 204 : 303;
    context.body = '';
    if (redirect === undefined) return;
    const location = new URL(redirect);
    location.search = new URLSearchParams({ bucket, key, etag: JSON.stringify(md5) }).toString();
    context.set('Location', location.href);
  };
}

async function readForm(
  request: IncomingMessage,
  type: string,
): Promise<{ readonly fields: FormField[]; readonly file: Buffer }> {
  const body = await readBody(request, MOST_BYTES).catch((error: unknown) => {
    if (error instanceof BodyTooLarge) throw new S3Error('EntityTooLarge', 'The form is too large');
    throw error;
  });
  const parts = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw new S3Error('MalformedPOSTRequest', 'The body of your POST request is not well-formed');
    });
  const fields: FormField[] = [];
  for (const [name, value] of parts) {
    if (typeof value !== 'string') return { fields, file: Buffer.from(await value.arrayBuffer()) };
    fields.push([name, value]);
  }
  throw new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.');
}
