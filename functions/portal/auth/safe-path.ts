const BASE = 'http://portal.invalid';

/**
 * A path of our own to return to after login; anything else, such as another site's address, becomes `/`. What is
 * judged is the path as browsers will read it: `/.//evil.example` has an honest form before its dots are resolved
 * and names another site afterwards.
 */
export function safePath(wanted: string | undefined): string {
  if (wanted === undefined || !isOwn(wanted)) return '/';
  const address = URL.canParse(wanted, BASE) ? new URL(wanted, BASE) : undefined;
  if (address?.origin !== BASE) return '/';
  const path = address.pathname + address.search;
  return isOwn(path) ? path : '/';
}

/** One slash, then none: two, of either kind, begin another site's name (URL Standard, section 4.4). */
function isOwn(path: string): boolean {
  return /^\/(?![/\\])/.test(path);
}
