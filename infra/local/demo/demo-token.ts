import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../state/atomic-file.ts';

/**
 * What stands for an official's USB token: a P-256 key in a file that its owner alone can read, made once, and the
 * certificate beside it.
 *
 * @param certify the certificates for a public key (SPKI), the key's own first
 */
export async function demoToken(
  dataDir: string,
  official: string,
  certify: (publicKey: Uint8Array) => Promise<string[]>,
): Promise<string[]> {
  const place = join(dataDir, 'token', official);
  if (!existsSync(`${place}.pem`)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeFileAtomically(`${place}.pem`, pem, 0o600);
  }
  const publicKey = createPublicKey(createPrivateKey(await readFile(`${place}.pem`, 'utf8')));
  const certificates = await certify(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })));
  await writeFileAtomically(`${place}.crt`, certificates[0] ?? '');
  return certificates;
}
