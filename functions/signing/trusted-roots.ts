import type { Directory } from '../directory/index.ts';
import { derOfPem } from './certificates/pem.ts';

/** Reads the configured roots anew each time: one taken out must not be trusted by a process still running. */
export function trustedRoots(directory: Directory): () => Promise<Uint8Array[]> {
  return async () => derOfPem((await directory.trustAnchors()).roots);
}
