import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Judge, oneByOne } from '../judge.ts';
import { runTool } from '../run-tool.ts';
import { cutSignatures, type SignatureParts, type StampedBytes } from '../signature-parts.ts';

/** OpenSSL: does each CMS verify as CAdES up to the root, and each timestamp token over its signature? */
export const openssl: Judge = {
  name: 'openssl',
  program: 'openssl',
  howToGet: 'apt-get install openssl',
  judges: 'results',
  verdicts: oneByOne(async (file, trust) => {
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
  }),
};

async function verifyOne(
  { signature, stamp }: SignatureParts,
  folder: string,
  trust: string,
): Promise<string> {
  const cms = signature && (await verifySignature(signature, folder, trust));
  const timestamp = stamp ? await verifyStamp(stamp, folder, trust) : 'absent';
  return cms === undefined ? `document timestamp ${timestamp}` : `cms ${cms}, timestamp ${timestamp}`;
}

async function verifySignature(
  { cms, covered }: NonNullable<SignatureParts['signature']>,
  folder: string,
  trust: string,
): Promise<string> {
  const [cmsFile, coveredFile] = [path.join(folder, 'cms'), path.join(folder, 'covered')];
  await writeFile(cmsFile, cms);
  await writeFile(coveredFile, covered);
  const how = ['-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any'];
  const files = ['-in', cmsFile, '-content', coveredFile, '-CAfile', trust, '-out', '/dev/null'];
  return verdictOf(await runTool('openssl', ['cms', ...how, ...files]));
}

async function verifyStamp({ token, stamped }: StampedBytes, folder: string, trust: string): Promise<string> {
  const [tokenFile, chain] = [path.join(folder, 'token'), path.join(folder, 'tsa.pem')];
  await writeFile(tokenFile, token);
  const imprint = createHash('sha256').update(stamped).digest('hex');
  await runTool('openssl', ['pkcs7', '-inform', 'DER', '-in', tokenFile, '-print_certs', '-out', chain]);
  const files = ['-token_in', '-in', tokenFile, '-digest', imprint, '-CAfile', trust, '-untrusted', chain];
  return verdictOf(await runTool('openssl', ['ts', '-verify', ...files]));
}

function verdictOf({ code }: { readonly code: number | null }): string {
  return code === 0 ? 'ok' : 'refused';
}
