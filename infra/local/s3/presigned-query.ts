import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { S3Middleware } from '@20minutes/s3rver';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** How a query value is written in the canonical request. */
type Escape = (text: string) => string;

/** AWS escapes all but RFC 3986's unreserved characters. */
const asAws: Escape = (text) =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * s3rver leaves `!'()*` bare where AWS escapes them, and so refuses a presigned GET whose
 * `response-content-disposition` carries a name by RFC 5987. Such an address is checked here as AWS checks it,
 * and handed on with the signature that s3rver computes for it.
 */
export function acceptEscapedQuery(secretAccessKey: string): S3Middleware {
  return async (context, next) => {
    const { query } = context;
    const given = query['X-Amz-Signature'];
    const bare = Object.values(query).some((value) => /[!'()*]/u.test(value));
    if (given && bare && query['X-Amz-Algorithm'] === ALGORITHM) {
      const signature = (escape: Escape) => signatureOf(context, secretAccessKey, escape);
      const right = Buffer.from(signature(asAws));
      const same = right.length === given.length && timingSafeEqual(right, Buffer.from(given));
      query['X-Amz-Signature'] = same ? signature(encodeURIComponent) : 'wrong';
    }
    await next();
  };
}

/** Signature Version 4 of a presigned GET whose signed header is `host` alone. */
function signatureOf(
  { method, path, query, headers }: Parameters<S3Middleware>[0],
  secret: string,
  escape: Escape,
): string {
  const [, day = '', region = '', service = ''] = query['X-Amz-Credential']?.split('/') ?? [];
  const canonicalQuery = Object.entries(query)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map((pair) => pair.map(escape).join('='))
    .sort()
    .join('&');
  const canonical = [method, path, canonicalQuery, `host:${headers['host']}`, '', 'host', 'UNSIGNED-PAYLOAD'];
  const scope = `${day}/${region}/${service}/aws4_request`;
  const digest = createHash('sha256').update(canonical.join('\n')).digest('hex');
  const toSign = [ALGORITHM, query['X-Amz-Date'], scope, digest].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, toSign).toString('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
