import { readFile } from 'node:fs/promises';
import { X509Certificate } from 'node:crypto';
import type { Clock } from '../../functions/platform/clock.ts';
import type { KeysCommand } from './arguments.ts';
import { findHolder } from './holder.ts';
import { aliasOf, type CeremonyKey, findKey } from './kms-key.ts';
import { CeremonyRefused } from './refusal.ts';
import { enterKey, requireRegistrable } from './register-key.ts';
import { kmsKeyOf } from './request-certificate.ts';
import type { CeremonyStores } from './stores.ts';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * `import`: the certificate is checked against the key, the directory's roots, the holder's name and its key
 * usage, and becomes the one the holder signs with.
 * @returns what to tell whoever brought it
 * @throws {CeremonyRefused}
 */
export async function importCertificate(
  { directory, kms, stage }: CeremonyStores,
  asked: Extract<KeysCommand, { command: 'import' }>,
  clock: Clock,
): Promise<string> {
  const holder = await findHolder(directory, asked.holder, asked);
  const certificates = await readCertificates([asked.file, ...(asked.chain ? [asked.chain] : [])]);
  const candidates = asked.key ? [asked.key] : [kmsKeyOf(holder.key) ?? [], aliasOf(asked.holder)].flat();
  const { keyId, publicKey, algorithm } = await keyOf(certificates, candidates, (keyId) =>
    findKey({ kms, stage }, asked.holder, keyId, asked.algorithm),
  );
  const chain = withoutRoots(certificates);
  const now = clock();
  await requireRegistrable(directory, holder, { publicKey, algorithm, certificates: chain }, now);
  return enterKey(holder, { route: 'kms', keyId, algorithm, certificates: chain }, now);
}

/** Of the holder's keys the one the certificate is for; where it is for none, the first, to be refused by. */
async function keyOf(
  [pem = '']: readonly string[],
  candidates: readonly string[],
  find: (keyId: string) => Promise<CeremonyKey>,
): Promise<CeremonyKey> {
  const tried = await Promise.allSettled(candidates.map(find));
  const wanted = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  const found = tried.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const key = found.find(({ publicKey }) => wanted.equals(publicKey)) ?? found[0];
  if (key) return key;
  const [failure] = tried.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  throw failure;
}

/** PEM of every certificate in the files, DER files included, in their order. */
async function readCertificates(files: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(files.map(certificatesIn));
  return lists.flat();
}

async function certificatesIn(file: string): Promise<string[]> {
  try {
    const bytes = await readFile(file);
    const texts = bytes.toString('latin1').match(PEM) ?? [bytes];
    return texts.map((each) => new X509Certificate(each).toString());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CeremonyRefused({
      vi: `${file} không có chứng thư X.509 dạng PEM hoặc DER: ${reason} [certificate-unreadable]`,
      en: `${file} holds no X.509 certificate in PEM or DER: ${reason} [certificate-unreadable]`,
    });
  }
}

/** Roots are configured, never taken from a file that somebody brings (RFC 5280 §6.1). */
function withoutRoots(certificates: readonly string[]): string[] {
  return certificates.filter((pem, position) => {
    const certificate = new X509Certificate(pem);
    return position === 0 || !certificate.checkIssued(certificate);
  });
}
