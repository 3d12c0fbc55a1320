import type { Signer } from '../../../functions/signing/index.ts';
import {
  KEY_SPECS,
  type KeySpec,
  type ProfileEntry,
} from '../../../functions/signing/testing/signing-profile.ts';

/** Signs as this entry of the profile says, with the key that a route has for it. */
export type ProfileSigner = (entry: ProfileEntry) => Signer;

/** What is made for each kind of key, one after the other: long keys take seconds to make. */
export async function forEachKey<Made>(
  make: (spec: KeySpec) => Promise<Made>,
): Promise<(spec: KeySpec) => Made> {
  const made = new Map<KeySpec, Made>();
  for (const spec of KEY_SPECS) made.set(spec, await make(spec));
  return (spec) => {
    const found = made.get(spec);
    if (found === undefined) throw new Error(`no key ${spec}`);
    return found;
  };
}
