import { AwsServiceError } from '../http/aws-json.ts';
import { algorithms, keyUsage } from './key-spec.ts';
import type { KeyStore, KmsKey } from './key-store.ts';

/** The key, where it may be used so. Throws NotFoundException, InvalidKeyUsageException. */
export function usableKey(store: KeyStore, reference: string, usage: string, algorithm?: string): KmsKey {
  const key = store.find(reference);
  if (keyUsage(key.spec) !== usage) {
    throw new AwsServiceError('InvalidKeyUsageException', `${key.arn} key usage is ${keyUsage(key.spec)}`);
  }
  if (algorithm !== undefined && !algorithms(key.spec).includes(algorithm)) {
    throw new AwsServiceError(
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`,
    );
  }
  return key;
}
