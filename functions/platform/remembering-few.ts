import { sha256 } from './digest.ts';

/**
 * A reading of bytes that is done once for the same bytes, known by their digest: for the few things that come again with
 * every document. Once so many are kept, it begins anew. What throws is not kept.
 */
export function rememberingFew<Read extends object>(
  most: number,
  read: (bytes: Uint8Array) => Read,
): (bytes: Uint8Array) => Read {
  const known = new Map<string, Read>();
  return (bytes) => {
    const digest = sha256(bytes);
    const kept = known.get(digest);
    if (kept !== undefined) return kept;
    const made = read(bytes);
    if (known.size >= most) known.clear();
    known.set(digest, made);
    return made;
  };
}
