import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Judge } from '../judge.ts';
import { runTool } from '../run-tool.ts';
import { cutSignatures, type SignatureParts } from '../signature-parts.ts';

/** OpenSSL: does each CMS verify as CAdES up to the root, and each timestamp token over its signature? */
export const openssl: Judge = {
  name: 'openssl',
  program: 'openssl',
  howToGet: 'apt-get install openssl',
  judges: 'results',
  async verdict(file, trust) {
    const folder = await mkdtemp(path.join(tmpdir(), 'ket-qua-openssl-'));
    try {
      const verdicts: string[] = [];
      for (const parts of cutSignatures(await readFile(file)))
        verdicts.push(await verifyOne(parts, folder, trust));
      return verdicts.join('; ');
    } catch {
      return 'refused';
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function verifyOne(parts: SignatureParts, folder: string, trust: string): Promise<string> {
  const at = (name: string) => path.join(folder, name);
  await writeFile(at('cms'), parts.cms);
  await writeFile(at('covered'), parts.covered);
  await writeFile(at('token'), parts.timestampToken);
  const cms = await runTool('openssl', [
    'cms',
    '-verify',
    '-cades',
    '-binary',
    '-inform',
    'DER',
    '-purpose',
    'any',
    '-in',
    at('cms'),
    '-content',
    at('covered'),
    '-CAfile',
    trust,
    '-out',
    '/dev/null',
  ]);
  const imprint = createHash('sha256').update(parts.signatureValue).digest('hex');
  await runTool('openssl', [
    'pkcs7',
    '-inform',
    'DER',
    '-in',
    at('token'),
    '-print_certs',
    '-out',
    at('tsa.pem'),
  ]);
  const stamp = await runTool('openssl', [
    'ts',
    '-verify',
    '-token_in',
    '-in',
    at('token'),
    '-digest',
    imprint,
    '-CAfile',
    trust,
    '-untrusted',
    at('tsa.pem'),
  ]);
  return `cms ${cms.code === 0 ? 'ok' : 'refused'}, timestamp ${stamp.code === 0 ? 'ok' : 'refused'}`;
}
