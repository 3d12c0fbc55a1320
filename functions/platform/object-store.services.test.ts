import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBuckets, type TestBuckets } from '../../test/support/buckets.ts';
import { ObjectStore } from './object-store.ts';

let world: TestBuckets;
beforeAll(async () => {
  world = await startBuckets();
});
afterAll(() => world.stop());

const bytes = (text: string) => Buffer.from(text);

describe('the object store', () => {
  it('puts once: the same bytes again succeed, others are refused', async () => {
    const { work } = world;
    const first = await work.putOnce('drafts/a.pdf', bytes('đầu'), 'application/pdf');
    expect(await work.putOnce('drafts/a.pdf', bytes('đầu'), 'application/pdf')).toEqual(first);
    const other = work.putOnce('drafts/a.pdf', bytes('sau'), 'application/pdf');
    await expect(other).rejects.toMatchObject({ name: 'ObjectConflict' });
    expect(Buffer.from(await work.get('drafts/a.pdf')).toString()).toBe('đầu');
  });

  it('lets one of many concurrent contents stand and refuses the others', async () => {
    const puts = ['1', '2', '3', '4'].map((text) => world.work.putOnce('đua', bytes(text), 'text/plain'));
    const outcomes = await Promise.allSettled(puts);
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason.name] : []));
    expect(new Set(refused)).toEqual(new Set(['ObjectConflict']));
  });

  it('replaces what may be replaced', async () => {
    await world.work.replace('directory/seal.png', bytes('1'), 'image/png');
    await world.work.replace('directory/seal.png', bytes('2'), 'image/png');
    expect(Buffer.from(await world.work.get('directory/seal.png')).toString()).toBe('2');
  });

  it('has nothing under a key that was never put, and fails by name where a step relies on it', async () => {
    expect(await world.work.find('nowhere')).toBeUndefined();
    await expect(world.work.get('nowhere')).rejects.toMatchObject({ name: 'PreconditionMissing' });
  });

  it('sends the condition and the checksum that the archive’s policy asks for', async () => {
    const client = new S3Client({ region: 'ap-southeast-1' });
    const mock = mockClient(client);
    mock.rejects(Object.assign(new Error('x'), { name: 'NotFound' }));
    mock.on(PutObjectCommand).resolves({ VersionId: 'v1' });
    const stored = await new ObjectStore(client, 'archive').putOnce('k', bytes('x'), 'application/pdf');
    expect(stored).toEqual({ key: 'k', versionId: 'v1' });
    expect(mock.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      IfNoneMatch: '*',
      ChecksumSHA256: 'LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=',
    });
  });

  it('puts again when another conditional put is under way, and calls it away when that never ends', async () => {
    const client = new S3Client({ region: 'ap-southeast-1' });
    const mock = mockClient(client);
    mock.rejects(Object.assign(new Error('x'), { name: 'NotFound' }));
    const conflict = Object.assign(new Error('409'), { name: 'ConditionalRequestConflict' });
    mock.on(PutObjectCommand).rejectsOnce(conflict).resolves({ VersionId: 'v1' });
    const store = new ObjectStore(client, 'archive');
    expect(await store.putOnce('k', bytes('x'), 'application/pdf')).toEqual({ key: 'k', versionId: 'v1' });
    mock.on(PutObjectCommand).rejects(conflict);
    await expect(store.putOnce('k', bytes('x'), 'application/pdf')).rejects.toMatchObject({
      name: 'AwsUnavailable',
    });
  });
});
