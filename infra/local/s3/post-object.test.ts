import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../http/listen.ts';
import { startS3 } from './server.ts';

const credentials = { accessKeyId: 'ket-qua', secretAccessKey: 'tai-cho' };
let service: Listening;
let s3: S3Client;

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 's3-forms-'));
  service = await startS3({ directory, port: 0, buckets: ['work'], credentials });
  s3 = new S3Client({ endpoint: service.url, region: 'ap-southeast-1', credentials });
});
afterAll(async () => {
  s3.destroy();
  await service.close();
});

const offer = (change: { Key?: string; Expires?: number; Fields?: Record<string, string> } = {}) =>
  createPresignedPost(s3, {
    Bucket: 'work',
    Key: 'uploads/một.pdf',
    Conditions: [['content-length-range', 2, 8]],
    ...change,
  });

async function send({ url, fields }: Awaited<ReturnType<typeof offer>>, file = 'nội', last = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file]), 'tên tệp.pdf');
  for (const [name, value] of Object.entries(last)) form.append(name, String(value));
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') };
}

const get = async (Key: string) => {
  const answer = await s3.send(new GetObjectCommand({ Bucket: 'work', Key }));
  return { type: answer.ContentType, text: await answer.Body?.transformToString() };
};

describe('POST Object', () => {
  it('stores a file under the key and kind its policy names, whatever the file is called', async () => {
    const offered = await offer({ Fields: { 'Content-Type': 'application/pdf' } });
    expect(await send(offered)).toMatchObject({ status: 204 });
    expect(await get('uploads/một.pdf')).toEqual({ type: 'application/pdf', text: 'nội' });
  });

  it('leads the browser on, naming what was stored', async () => {
    const leadTo = 'http://localhost:8080/verify/x';
    const { status, location } = await send(await offer({ Fields: { success_action_redirect: leadTo } }));
    expect(status).toBe(303);
    const url = new URL(location ?? '');
    expect(`${url.origin}${url.pathname}`).toBe(leadTo);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ bucket: 'work', key: 'uploads/một.pdf' });
  });

  it('ignores what follows the file', async () => {
    expect(await send(await offer(), 'sau', { key: 'uploads/khác.pdf' })).toMatchObject({ status: 204 });
    await expect(get('uploads/khác.pdf')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it.each([
    ['too large a file', {}, 'quá lớn quá', 'EntityTooLarge'],
    ['too small a file', {}, 'x', 'EntityTooSmall'],
    ['a policy that has expired', { Expires: -1 }, 'nội', 'Policy expired'],
  ])('refuses %s', async (_what, change, file, reason) => {
    const { status, text } = await send(await offer(change), file);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toContain(reason);
  });

  it.each([
    ['another key', { key: 'uploads/khác.pdf' }, 'Policy Condition failed: key'],
    ['a field its policy does not know', { acl: 'public-read' }, 'Extra input fields: acl'],
    ['a signature of somebody else', { 'X-Amz-Signature': 'ab'.repeat(32) }, 'SignatureDoesNotMatch'],
    ['a policy made longer', { Policy: 'e30=' }, 'SignatureDoesNotMatch'],
  ])('refuses %s', async (_what, change, reason) => {
    const { url, fields } = await offer();
    const { status, text } = await send({ url, fields: { ...fields, ...change } });
    expect([status, text.includes(reason)]).toEqual([403, true]);
  });

  it('refuses a form without a policy, without a file, or that is none', async () => {
    const { url, fields } = await offer();
    expect(await send({ url, fields: { key: 'uploads/x' } })).toMatchObject({ status: 403 });
    const bare = new FormData();
    for (const [name, value] of Object.entries(fields)) bare.append(name, value);
    expect((await fetch(url, { method: 'POST', body: bare })).status).toBe(400);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await fetch(url, { method: 'POST', body: 'không phải', headers })).status).toBe(400);
  });
});
