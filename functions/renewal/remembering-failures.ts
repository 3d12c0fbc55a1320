import { sha256 } from '../platform/digest.ts';
import type { RevocationSource } from '../signing/index.ts';

/** Asks about a certificate whose status nobody told no second time: thousands of files may hang on one address. */
export function rememberingFailures(source: RevocationSource): RevocationSource {
  const failures = new Map<string, unknown>();
  return {
    check: async (issued) => {
      const key = sha256(issued.certificate);
      if (failures.has(key)) throw failures.get(key);
      try {
        return await source.check(issued);
      } catch (error) {
        failures.set(key, error);
        throw error;
      }
    },
  };
}
