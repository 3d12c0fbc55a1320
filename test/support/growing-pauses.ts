const FIRST_MS = 40;
const LONGEST_MS = 250;
const GROWTH = 1.3;

/** Milliseconds between looks, so that who waits long leaves the machine to what is waited for. */
export function* growingPauses(): Generator<number, void> {
  for (let ms = FIRST_MS; ; ms = Math.min(LONGEST_MS, ms * GROWTH)) yield ms;
}
