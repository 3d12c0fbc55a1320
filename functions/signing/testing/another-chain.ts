import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import type { TestAuthority } from './test-keys.ts';

const made = new WeakMap<TestAuthority, Map<string, Promise<readonly Uint8Array[]>>>();

/**
 * A chain of somebody else's key that could make values of this algorithm, too.
 * Long keys take time to make: one of each kind for everybody who asks an authority.
 */
export function anotherChain(
  authority: TestAuthority,
  algorithm: SignatureAlgorithm,
): Promise<readonly Uint8Array[]> {
  const key = algorithm === 'ECDSA_SHA_384' ? 'p384' : algorithm === 'ECDSA_SHA_256' ? 'p256' : 'rsa';
  const chains = made.get(authority) ?? new Map<string, Promise<readonly Uint8Array[]>>();
  made.set(authority, chains);
  const chain = chains.get(key) ?? issued(authority, key);
  chains.set(key, chain);
  return chain;
}

async function issued(authority: TestAuthority, key: 'rsa' | 'p256' | 'p384') {
  const { certificate } = await authority.issue({ subject: 'Người khác', key });
  return [certificate, authority.certificate];
}
