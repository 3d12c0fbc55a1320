import { z } from 'zod';
import { sha256 } from '../platform/digest.ts';
import { pad, type RevisionId } from '../tracking/index.ts';

/** Wrong second factors a link bears; the fifth locks it until a clerk issues a new one. */
export const MOST_TRIES = 5;

/**
 * A download link (liên kết nhận kết quả), found by the hash of its token alone. `tries` counts wrong second
 * factors since the last right one, `attempts` and `openings` since the link was issued.
 */
export const link = z.object({
  v: z.literal(1),
  link: z.string(),
  code: z.string(),
  revision: z.number().int().positive(),
  sequence: z.number().int().positive(),
  tokenHash: z.string(),
  validUntil: z.iso.datetime(),
  tries: z.number().int(),
  attempts: z.number().int(),
  openings: z.number().int(),
  revoked: z.string().optional(),
});
export type Link = z.infer<typeof link>;

/** Which link of a revision is the current one; every earlier one is dead. */
export const currentLink = z.object({
  v: z.literal(1),
  link: z.string(),
  sequence: z.number().int().positive(),
  tokenHash: z.string(),
  validUntil: z.iso.datetime(),
});
export type CurrentLink = z.infer<typeof currentLink>;

/** The same for the same revision and sequence; no secret: the token is derived from it with a key. */
export function linkId(id: RevisionId, sequence: number): string {
  return `${id.code}-r${id.revision}-l${sequence}`;
}

/** What is stored of a token: its SHA-256, so that who reads the table cannot open a link. */
export function hashToken(token: string): string {
  return sha256(token);
}

/** Whether a link still opens, and if not, why. */
export type Standing = 'open' | 'expired' | 'locked' | 'revoked' | 'replaced';

/** Judges a link. The kill switch comes before everything, since it is what somebody decided. */
export function standingOf(one: Link, current: CurrentLink | undefined, now: Date): Standing {
  if (one.revoked !== undefined) return 'revoked';
  if (current?.tokenHash !== one.tokenHash) return 'replaced';
  if (now.toISOString() >= one.validUntil) return 'expired';
  return one.tries >= MOST_TRIES ? 'locked' : 'open';
}

/** Sort key of a revision's current link. */
export function currentLinkKey(id: RevisionId) {
  return { pk: `DOSSIER#${id.code}`, sk: `LINK#${pad(id.revision, 4)}` };
}
