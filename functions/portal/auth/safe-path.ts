/** A path of our own to return to after login; anything else, such as another site's address, becomes `/`. */
export function safePath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted)) return '/';
  const base = 'http://portal.invalid';
  const address = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  return address?.origin === base ? address.pathname + address.search : '/';
}
