/** Which keys' certificates end soon: their renewal takes an authority weeks, and without it nothing is signed. */
import type { Directory } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { certificateExpiry } from './certificates/certificate-expiry.ts';

export interface CheckedKeys {
  /** Whole days until the first certificate ends; -1 where one cannot be read. */
  readonly soonestKeyExpiryDays: number;
  /** Who must renew, by code or id, with the days left. */
  readonly expiring: readonly { readonly holder: string; readonly days: number }[];
}

/** Where nobody holds a key, nothing ends: as far away as a certificate ever is. */
const NOBODY = 3650;

export async function checkKeys(directory: Directory, clock: Clock): Promise<CheckedKeys> {
  const { agencies, officials } = await directory.keyHolders();
  const now = clock();
  const held = [
    ...agencies.map(({ code, seal }) => ({ holder: `agency ${code}`, chain: seal.key.certificates })),
    ...officials.map(({ id, key }) => ({ holder: `official ${id}`, chain: key.certificates })),
  ].map(({ holder, chain }) => ({ holder, expiry: certificateExpiry(chain, now) }));
  const expiring = held
    .filter(({ expiry }) => expiry === undefined || expiry.warning !== undefined)
    .map(({ holder, expiry }) => ({ holder, days: expiry?.daysLeft ?? -1 }));
  const days = held.map(({ expiry }) => expiry?.daysLeft ?? -1);
  return { soonestKeyExpiryDays: Math.min(NOBODY, ...days), expiring };
}
