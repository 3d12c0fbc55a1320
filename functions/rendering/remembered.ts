/**
 * The value under a key, made once per process. A failure, and what does not `last`, are forgotten, so that the next
 * call tries again.
 */
export function remembered<T>(
  cache: Map<string, Promise<T>>,
  key: string,
  make: () => Promise<T>,
  lasts: (value: T) => boolean = () => true,
): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  made.then(
    (value) => lasts(value) || cache.delete(key),
    () => cache.delete(key),
  );
  return made;
}
