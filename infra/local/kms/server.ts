import { awsJsonHandler } from '../http/aws-json.ts';
import { listen } from '../http/listen.ts';
import type { Listening } from '../http/listen.ts';
import { openKeyStore } from './key-store.ts';
import { kmsOperations } from './operations.ts';

/** Where the embedded KMS keeps its keys and how it names them. */
export interface KmsOptions {
  readonly directory: string;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
}

/**
 * The embedded KMS: JSON 1.1 with targets `TrentService.*`. Requests are taken without checking their
 * signature: it listens on 127.0.0.1 only.
 */
export async function startKms(options: KmsOptions): Promise<Listening> {
  const store = await openKeyStore(options.directory, `arn:aws:kms:${options.region}:${options.accountId}`);
  return listen(awsJsonHandler('TrentService', kmsOperations(store)), options.port);
}
