/** A PKCS#12 file (.p12, .pfx) becomes a key of node:crypto and the certificates that belong to it. */
import { Buffer } from 'node:buffer';
import { type KeyObject, X509Certificate, createPrivateKey, createPublicKey } from 'node:crypto';
import { MalformedDer } from '../cms/der-reader.ts';
import { EncryptionUnknown } from './decrypt-content.ts';
import { PassphraseWrong, keyFileBags } from './key-file-bags.ts';

export interface OpenedKeyFile {
  readonly key: KeyObject;
  /** Certificates in DER, that of the key first, each followed by its issuer as far as the file has them. */
  readonly chain: readonly Uint8Array[];
}

export type KeyFileProblem =
  | 'key-file-damaged'
  | 'key-file-passphrase'
  | 'key-file-encryption'
  | 'key-file-no-key'
  | 'key-file-several-keys'
  | 'key-file-no-certificate';

export type KeyFileOutcome =
  | { readonly ok: true; readonly value: OpenedKeyFile }
  | { readonly ok: false; readonly code: KeyFileProblem };

/** Far more than a key with its certificates ever takes. */
const MAX_BYTES = 256 * 1024;

/** @param passphrase in any form of Unicode: it is tried as typed, then composed */
export function openKeyFile(file: Uint8Array, passphrase: string): KeyFileOutcome {
  const typed = open(file, passphrase);
  const composed = passphrase.normalize('NFC');
  if (typed.ok || typed.code !== 'key-file-passphrase' || composed === passphrase) return typed;
  return open(file, composed);
}

function open(file: Uint8Array, passphrase: string): KeyFileOutcome {
  if (file.length > MAX_BYTES) return { ok: false, code: 'key-file-damaged' };
  try {
    const { keys, certificates } = keyFileBags(file, passphrase);
    const [info, ...others] = keys;
    if (info === undefined) return { ok: false, code: 'key-file-no-key' };
    if (others.length > 0) return { ok: false, code: 'key-file-several-keys' };
    const key = createPrivateKey({ key: Buffer.from(info), format: 'der', type: 'pkcs8' });
    const chain = chainOf(key, certificates);
    return chain.length === 0
      ? { ok: false, code: 'key-file-no-certificate' }
      : { ok: true, value: { key, chain } };
  } catch (error) {
    if (error instanceof PassphraseWrong) return { ok: false, code: 'key-file-passphrase' };
    if (error instanceof EncryptionUnknown) return { ok: false, code: 'key-file-encryption' };
    if (error instanceof MalformedDer || isCryptoError(error)) return { ok: false, code: 'key-file-damaged' };
    throw error;
  }
}

/** What node:crypto says of bytes that are no key, no certificate or badly padded. */
function isCryptoError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^ERR_(OSSL|CRYPTO|INVALID)/.test(String(error.code));
}

function chainOf(key: KeyObject, certificates: readonly Uint8Array[]): Uint8Array[] {
  const known = certificates.map((der) => new X509Certificate(der));
  const publicKey = createPublicKey(key);
  const chain: X509Certificate[] = [];
  let next = known.find((certificate) => certificate.publicKey.equals(publicKey));
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    const last = next;
    next = known.find((issuer) => last.checkIssued(issuer) && last.verify(issuer.publicKey));
  }
  return chain.map(({ raw }) => new Uint8Array(raw));
}
