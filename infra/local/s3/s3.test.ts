import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../http/listen.ts';
import { startS3 } from './server.ts';
import { WholeObjectStore } from './whole-object-store.ts';

const credentials = { accessKeyId: 'ket-qua', secretAccessKey: 'tai-cho' };
let directory: string;
let service: Listening;
let s3: S3Client;

async function start(): Promise<void> {
  service = await startS3({ directory, port: 0, buckets: ['work', 'archive'], credentials });
  s3 = new S3Client({ endpoint: service.url, region: 'ap-southeast-1', credentials });
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 's3-'));
  await start();
});
afterAll(() => service.close());

const put = (Key: string, Body: string, more = {}) =>
  s3.send(new PutObjectCommand({ Bucket: 'work', Key, Body, ContentType: 'application/pdf', ...more }));
const get = async (Key: string) => {
  const answer = await s3.send(new GetObjectCommand({ Bucket: 'work', Key }));
  return await answer.Body?.transformToString();
};

describe('PutObject', () => {
  it('refuses a second object under If-None-Match and keeps the first', async () => {
    await put('một/lần.pdf', 'đầu', { IfNoneMatch: '*' });
    await expect(put('một/lần.pdf', 'sau', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await get('một/lần.pdf')).toBe('đầu');
  });

  it('lets exactly one of many concurrent first writers win', async () => {
    const tries = Array.from({ length: 8 }, (_, index) => put('đua', `${index}`, { IfNoneMatch: '*' }));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
    expect(await get('đua')).toBe(String(winner));
  });

  it('refuses bytes that differ from the checksum', async () => {
    const ChecksumSHA256 = createHash('sha256').update('khác').digest('base64');
    await expect(put('sai', 'này', { ChecksumSHA256 })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(get('sai')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('replaces an object whole, with its ETag', async () => {
    await put('thay', 'cũ');
    await put('thay', 'mới');
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'work', Key: 'thay' }));
    expect(head.ETag).toBe(`"${createHash('md5').update('mới').digest('hex')}"`);
    expect(head.ContentType).toBe('application/pdf');
  });

  it('takes no key that leaves its folder', () => {
    const store = new WholeObjectStore(directory);
    expect(() => store.getResourcePath('work', 'a/../../ngoài', 'object')).toThrow('segments');
    expect(() => store.getResourcePath('..', 'ngoài', 'object')).toThrow('segments');
  });
});

describe('the embedded S3', () => {
  it('serves a presigned address with its content disposition', async () => {
    await put('tải.pdf', 'nội dung');
    const command = new GetObjectCommand({
      Bucket: 'work',
      Key: 'tải.pdf',
      ResponseContentDisposition: 'attachment; filename="ket-qua.pdf"',
    });
    const url = await getSignedUrl(s3, command, { expiresIn: 60 });
    const answer = await fetch(url);
    expect(await answer.text()).toBe('nội dung');
    expect(answer.headers.get('content-disposition')).toContain('ket-qua.pdf');
    expect((await fetch(url.replace(/Signature=..../u, 'Signature=0000'))).status).toBe(403);
  });

  it('refuses a request without a signature, to read as to write', async () => {
    await put('kín', 'x');
    expect((await fetch(`${service.url}/work/k%C3%ADn`)).status).toBe(403);
    expect((await fetch(`${service.url}/work/moi`, { method: 'PUT', body: 'x' })).status).toBe(403);
  });

  it('keeps objects over a restart', async () => {
    await put('giữ', 'còn');
    await service.close();
    await start();
    expect(await get('giữ')).toBe('còn');
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: 'work', Prefix: 'gi' }));
    expect(listed.Contents?.map((entry) => entry.Key)).toEqual(['giữ']);
  });
});
