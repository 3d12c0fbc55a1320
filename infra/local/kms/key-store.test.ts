import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openKeyStore } from './key-store.ts';

const prefix = 'arn:aws:kms:ap-southeast-1:000000000000';

it('knows an alias once it is written: one that could not be can be made again, and outlives a restart', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'key-store-'));
  const store = await openKeyStore(directory, prefix);
  const { keyId } = await store.create({ spec: 'HMAC_256', description: '', tags: [] });
  await mkdir(join(directory, 'aliases.json'));
  await expect(store.alias('alias/links', keyId)).rejects.toThrow('EISDIR');
  expect(store.aliases()).toEqual([]);
  await rm(join(directory, 'aliases.json'), { recursive: true });
  await Promise.all(['alias/links', 'alias/health'].map((name) => store.alias(name, keyId)));
  const next = await openKeyStore(directory, prefix);
  expect(next.aliases().map(({ name }) => name)).toEqual(['alias/links', 'alias/health']);
});
