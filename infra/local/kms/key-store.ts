import { randomUUID } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../state/atomic-file.ts';
import { keyedLock } from '../state/keyed-lock.ts';
import { readJsonFile } from '../state/read-json.ts';
import { AwsServiceError } from '../http/aws-json.ts';
import { keySpecs, newMaterial } from './key-spec.ts';

const tag = z.object({ TagKey: z.string().min(1).max(128), TagValue: z.string().max(256) });
const keyRecord = z.object({
  keyId: z.uuid(),
  arn: z.string(),
  spec: z.enum(keySpecs),
  description: z.string(),
  createdAt: z.number(),
  tags: z.array(tag),
  material: z.string(),
});
const aliasRecords = z.record(z.string(), z.object({ keyId: z.string(), createdAt: z.number() }));

/** A key as it lies on the disk; `material` is secret. */
export type KmsKey = z.infer<typeof keyRecord>;
export const kmsTag = tag;

/** What is asked for when a key is made. */
export type NewKey = Pick<KmsKey, 'spec' | 'description' | 'tags'>;

/** Keys and aliases, one file a key (mode 0600), loaded once and written before they are answered. */
export interface KeyStore {
  create(input: NewKey): Promise<KmsKey>;
  /** A key by id, ARN, alias name or alias ARN. Throws NotFoundException. */
  find(reference: string): KmsKey;
  list(): readonly KmsKey[];
  alias(name: string, reference: string): Promise<void>;
  aliases(): { name: string; arn: string; keyId: string; createdAt: number }[];
}

/** Opens the key folder. `arnPrefix` is `arn:aws:kms:<region>:<account>`. */
export async function openKeyStore(directory: string, arnPrefix: string): Promise<KeyStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const aliasFile = join(directory, 'aliases.json');
  const keys = await loadKeys(directory);
  let aliases = (await readJsonFile(aliasFile, aliasRecords)) ?? {};
  const inTurn = keyedLock();

  const find = (reference: string): KmsKey => {
    const name = reference.replace(/^arn:aws:kms:[^:]*:[^:]*:/u, '').replace(/^key\//u, '');
    const key = keys.get(name.startsWith('alias/') ? (aliases[name]?.keyId ?? '') : name);
    if (key === undefined) {
      const kind = name.startsWith('alias/') ? 'Alias' : 'Key';
      throw new AwsServiceError('NotFoundException', `${kind} '${reference}' does not exist`);
    }
    return key;
  };

  return {
    find,
    list: () => [...keys.values()],
    aliases: () =>
      Object.entries(aliases).map(([name, value]) => ({ name, arn: `${arnPrefix}:${name}`, ...value })),
    create: async (input) => {
      const key = await newKey(input, arnPrefix);
      await writeFileAtomically(join(directory, `${key.keyId}.json`), JSON.stringify(key, null, 2), 0o600);
      keys.set(key.keyId, key);
      return key;
    },
    alias: (name, reference) =>
      inTurn(aliasFile, async () => {
        const { keyId } = find(reference);
        if (aliases[name] !== undefined) {
          throw new AwsServiceError(
            'AlreadyExistsException',
            `An alias with the name ${name} already exists`,
          );
        }
        const more = { ...aliases, [name]: { keyId, createdAt: Date.now() / 1000 } };
        await writeFileAtomically(aliasFile, JSON.stringify(more, null, 2), 0o600);
        aliases = more;
      }),
  };
}

async function newKey(input: NewKey, arnPrefix: string): Promise<KmsKey> {
  const keyId = randomUUID();
  return {
    ...input,
    keyId,
    arn: `${arnPrefix}:key/${keyId}`,
    createdAt: Date.now() / 1000,
    material: await newMaterial(input.spec),
  };
}

async function loadKeys(directory: string): Promise<Map<string, KmsKey>> {
  const keys = new Map<string, KmsKey>();
  for (const file of await readdir(directory)) {
    if (!file.endsWith('.json') || file === 'aliases.json') continue;
    const key = await readJsonFile(join(directory, file), keyRecord);
    if (key !== undefined) keys.set(key.keyId, key);
  }
  return keys;
}
