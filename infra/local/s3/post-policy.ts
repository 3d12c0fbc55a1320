import { createHmac, timingSafeEqual } from 'node:crypto';
import S3Error from '@20minutes/s3rver/lib/models/error.js';
import { z } from 'zod';

/** One field of a form, in the order sent. */
export type FormField = readonly [name: string, value: string];

const condition = z.union([
  z.record(z.string(), z.string()),
  z.tuple([z.literal('content-length-range'), z.number(), z.number()]),
  z.tuple([z.enum(['eq', 'starts-with']), z.string(), z.string()]),
]);
const policyDocument = z.object({ expiration: z.iso.datetime(), conditions: z.array(condition) });
type Condition = z.infer<typeof condition>;

/** Fields a policy need not speak of. */
const FREE = /^(x-amz-signature|file|policy|x-ignore-.*)$/;

/**
 * Whether a form may be posted: its policy is signed by the key pair, has not expired, and allows every field and
 * the size of the file (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html).
 *
 * @throws {S3Error} as S3 refuses it
 */
export function checkPostPolicy(
  form: { readonly bucket: string; readonly fields: readonly FormField[]; readonly bytes: number },
  secretAccessKey: string,
): void {
  const fields = new Map(form.fields.map(([name, value]) => [name.toLowerCase(), value]));
  const policy = fields.get('policy');
  if (policy === undefined) throw new S3Error('AccessDenied', 'Access Denied');
  if (!isSigned(policy, fields, secretAccessKey)) {
    throw new S3Error('SignatureDoesNotMatch', 'The request signature we calculated does not match.');
  }
  const { expiration, conditions } = policyDocument.parse(
    JSON.parse(Buffer.from(policy, 'base64').toString('utf8')),
  );
  if (new Date(expiration) <= new Date()) throw refused('Policy expired.');
  const all = fields.set('bucket', form.bucket);
  for (const each of conditions) checkCondition(each, all, form.bytes);
  const named = new Set(conditions.flatMap((each) => nameOf(each)));
  for (const name of all.keys()) {
    if (!FREE.test(name) && !named.has(name)) throw refused(`Extra input fields: ${name}`);
  }
}

function isSigned(policy: string, fields: ReadonlyMap<string, string>, secret: string): boolean {
  const [, day = '', region = '', service = ''] = (fields.get('x-amz-credential') ?? '').split('/');
  const key = [day, region, service, 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  const right = hmac(key, policy);
  const given = Buffer.from(fields.get('x-amz-signature') ?? '', 'hex');
  return given.length === right.length && timingSafeEqual(given, right);
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function checkCondition(each: Condition, fields: ReadonlyMap<string, string>, bytes: number): void {
  if (!Array.isArray(each)) {
    for (const [name, value] of Object.entries(each)) {
      if (fields.get(name.toLowerCase()) !== value) throw failed(name);
    }
    return;
  }
  const [operator, first, second] = each;
  if (operator === 'content-length-range') {
    if (bytes > second) {
      throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    }
    if (bytes < first) {
      throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
    }
    return;
  }
  const value = fields.get(first.replace(/^\$/, '').toLowerCase()) ?? '';
  if (operator === 'eq' ? value !== second : !value.startsWith(second)) throw failed(first);
}

function nameOf(each: Condition): string[] {
  if (!Array.isArray(each)) return Object.keys(each).map((name) => name.toLowerCase());
  return each[0] === 'content-length-range' ? [] : [each[1].replace(/^\$/, '').toLowerCase()];
}

function failed(name: string): S3Error {
  return refused(`Policy Condition failed: ${name}`);
}

function refused(why: string): S3Error {
  return new S3Error('AccessDenied', `Invalid according to Policy: ${why}`);
}
