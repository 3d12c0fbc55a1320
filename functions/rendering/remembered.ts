/**
 * The value under a key, made once per process; a failure and "there is none" are forgotten, so that the next
 * call tries again.
 */
export function remembered<T>(
  cache: Map<string, Promise<T>>,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  made.then(
    (value) => value === undefined && cache.delete(key),
    () => cache.delete(key),
  );
  return made;
}
