import { dataOf, type LoggedEvent } from '../../tracking/index.ts';

/** The current download link as the log proves it. */
export interface LinkFacts {
  readonly sequence: number;
  readonly validUntil: string;
  readonly standing: 'open' | 'locked' | 'expired' | 'revoked';
}

/** The newest link of a revision; undefined where none was issued. What somebody decided comes first. */
export function linkFacts(events: readonly LoggedEvent[], now: Date): LinkFacts | undefined {
  const issued = events.findLast((event) => event.type === 'link-issued');
  if (!issued) return undefined;
  const { link, sequence, expiresAt: validUntil } = dataOf(issued, 'link-issued');
  const happened = (type: 'link-locked' | 'link-revoked') =>
    events.some((event) => event.type === type && dataOf(event, type).link === link);
  if (happened('link-revoked')) return { sequence, validUntil, standing: 'revoked' };
  if (now.toISOString() >= validUntil) return { sequence, validUntil, standing: 'expired' };
  return { sequence, validUntil, standing: happened('link-locked') ? 'locked' : 'open' };
}
