import { setTimeout as pause } from 'node:timers/promises';

const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 250;
const GROWTH = 1.3;

/**
 * Looks until it holds, or as long as the patience lasts: less and less often, so that who waits long leaves the machine
 * to what is waited for.
 * @returns what was seen last
 */
export async function lookUntil<Seen>(
  look: () => Promise<Seen>,
  holds: (seen: Seen) => boolean,
  patienceMs: number,
): Promise<Seen> {
  const deadline = Date.now() + patienceMs;
  let seen = await look();
  for (let ms = FIRST_PAUSE_MS; !holds(seen) && Date.now() <= deadline; ms *= GROWTH) {
    await pause(Math.min(ms, LONGEST_PAUSE_MS));
    seen = await look();
  }
  return seen;
}
