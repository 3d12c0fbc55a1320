/**
 * npm hands on the Ctrl-C that the terminal has sent to the script already, unless the shell between them keeps
 * it: one key press arrives twice, moments apart.
 */
const ECHO_MS = 1000;

/** A listener for SIGINT and SIGTERM: stops at the first signal, gives up at one that is not its echo. */
export function interruption(stop: () => void, giveUp: () => void, now: () => number = Date.now): () => void {
  let first: number | undefined;
  return () => {
    if (first === undefined) {
      first = now();
      stop();
    } else if (now() - first > ECHO_MS) {
      giveUp();
    }
  };
}
