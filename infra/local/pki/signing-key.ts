import { createPrivateKey, createPublicKey, sign } from 'node:crypto';

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** The kinds of keys the development PKI itself holds. */
export type AuthorityKeyKind = 'RSA-3072' | 'RSA-2048' | 'P-256';

/** A key pair of the PKI in the forms its builders take. */
export interface SigningKey {
  readonly algorithm: Algorithm;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
  readonly pem: string;
}

/** A new key pair. */
export async function newSigningKey(kind: AuthorityKeyKind): Promise<SigningKey> {
  const rsa = { ...RSA, publicExponent: new Uint8Array([1, 0, 1]), modulusLength: Number(kind.slice(4)) };
  const keys = await crypto.subtle.generateKey(kind === 'P-256' ? EC : rsa, true, ['sign', 'verify']);
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const pem = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({
    type: 'pkcs8',
    format: 'pem',
  });
  return { algorithm: kind === 'P-256' ? EC : RSA, ...keys, pem: pem.toString() };
}

/** The key pair of a PKCS#8 PEM. */
export async function signingKeyOf(pem: string): Promise<SigningKey> {
  const key = createPrivateKey(pem);
  const algorithm = key.asymmetricKeyType === 'ec' ? EC : RSA;
  const pkcs8 = new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }));
  const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  return {
    algorithm,
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
    pem,
  };
}

/** Signs a message with SHA-256, as the key's kind does. */
export function signMessage(key: SigningKey, message: Uint8Array): Uint8Array {
  return new Uint8Array(sign('sha256', message, key.pem));
}
