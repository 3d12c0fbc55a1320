import { canonicalJson } from '../platform/digest.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import type { LoggedEvent } from './event.ts';

/** Puts the head of a log's chain beside an archived file, so that a log that is cut off later shows. */
export async function keepChainHead(
  archive: ObjectStore,
  fileKey: string,
  event: LoggedEvent,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { code, revision, seq: sequence, hash: head } = event;
  const content = canonicalJson({ v: 1, code, revision, ...facts, sequence, head });
  await archive.putOnce(fileKey.replace(/\.pdf$/, '.json'), Buffer.from(content), 'application/json');
}
