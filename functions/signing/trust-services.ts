/** Whom signing relies on: configured roots, timestamp authorities, and those who know of revocations. */
import type { z } from 'zod';
import type { Directory } from '../directory/index.ts';
import { systemClock } from '../platform/clock.ts';
import { variable } from '../platform/env.ts';
import { configuredRevocation, revocationVariables } from './revocation/configured-revocation.ts';
import { HttpTimestampAuthority } from './timestamps/http-timestamp-authority.ts';
import { trustedRoots } from './trusted-roots.ts';

/** The variables of a step that timestamps and asks for revocation. */
export const trustVariables = {
  TSA_URLS: variable.TSA_URLS,
  ALGORITHM_ENDS: variable.ALGORITHM_ENDS,
  ...revocationVariables,
};

export function trustServices(
  directory: Directory,
  env: { readonly [Name in keyof typeof trustVariables]: z.infer<(typeof trustVariables)[Name]> },
) {
  const roots = trustedRoots(directory);
  return {
    roots,
    authority: new HttpTimestampAuthority(env.TSA_URLS, roots, systemClock, env.ALGORITHM_ENDS),
    revocation: configuredRevocation(env, systemClock),
  };
}
