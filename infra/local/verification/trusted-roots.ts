import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Directory } from '../../../functions/directory/index.ts';
import { derOfPem } from '../../../functions/signing/index.ts';
import { openStores } from '../audit/open-stores.ts';

/** Roots that signers must lead to, and where they were found. */
export interface TrustedRoots {
  readonly roots: readonly Uint8Array[];
  /** For people, in both languages. */
  readonly source: string;
}

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The file of trusted roots cannot be read, or holds no certificate. */
export class TrustFileInvalid extends Error {
  override readonly name = 'TrustFileInvalid';
}

/** The certificates of a PEM file, or else those of a data folder's directory, or else none. */
export async function trustedRoots(trustFile: string | undefined, dataDir: string): Promise<TrustedRoots> {
  if (trustFile !== undefined) return { roots: await rootsOfFile(trustFile), source: trustFile };
  const roots = await rootsOfDirectory(dataDir);
  if (roots.length > 0) return { roots, source: `${dataDir} (danh bạ / directory)` };
  return {
    roots: [],
    source:
      'không tin cậy chứng thư gốc nào: hãy thêm --trust PEM / no root certificate is trusted: add --trust PEM',
  };
}

async function rootsOfFile(path: string): Promise<Uint8Array[]> {
  const blocks = (await readTrustFile(path)).match(PEM_BLOCK) ?? [];
  if (blocks.length === 0) {
    throw new TrustFileInvalid(`${path}: không có chứng thư PEM nào / no certificate in PEM`);
  }
  return blocks.map((pem) => new Uint8Array(new X509Certificate(pem).raw));
}

async function readTrustFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TrustFileInvalid(
      `${path}: không đọc được tệp chứng thư gốc / the file of roots cannot be read: ${reason}`,
      { cause: error },
    );
  }
}

async function rootsOfDirectory(dataDir: string): Promise<Uint8Array[]> {
  const stores = await openStores(dataDir, process.env);
  try {
    return stores ? derOfPem((await new Directory(stores.table).trustAnchors()).roots) : [];
  } catch {
    // A folder that was never filled trusts nothing, and the verifier says so.
    return [];
  } finally {
    await stores?.close();
  }
}
