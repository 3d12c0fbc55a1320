import { openKeyFile } from '../pkcs12/open-key-file.ts';
import { PASSPHRASE } from './pkcs12-file.ts';

/** What comes of opening a key file: `opened`, or the code of the refusal. */
export function openingOf(file: Uint8Array, passphrase = PASSPHRASE): string {
  const outcome = openKeyFile(file, passphrase);
  return outcome.ok ? 'opened' : outcome.code;
}
