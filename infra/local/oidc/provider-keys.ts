import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../state/atomic-file.ts';
import { readJsonFile } from '../state/read-json.ts';

const generate = promisify(generateKeyPair);
const record = z.object({
  jwk: z.record(z.string(), z.string()),
  cookieKey: z.string(),
});

export type ProviderKeys = z.infer<typeof record>;

/** The provider's signing key (RS256, as Cognito's) and cookie key, made once. */
export async function providerKeys(directory: string): Promise<ProviderKeys> {
  const path = join(directory, 'keys.json');
  const stored = await readJsonFile(path, record);
  if (stored !== undefined) return stored;
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  const keys = record.parse({
    jwk: { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(12).toString('base64url'), use: 'sig' },
    cookieKey: randomBytes(32).toString('base64url'),
  });
  await writeFileAtomically(path, JSON.stringify(keys, null, 2), 0o600);
  return keys;
}
