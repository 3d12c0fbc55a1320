import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { Fault } from './fault.ts';

const MINUTE_MS = 60_000;
const CODE_LIVES_MS = 2 * MINUTE_MS;
const MOST_TRIES = 5;
/** Each code is seen on the person's screen; who asks for more than these is guessing. */
const MOST_CODES = 10;
const CODES_WITHIN_MS = 10 * MINUTE_MS;
const IDLE_MS = 30 * MINUTE_MS;
const LIVES_MS = 8 * 60 * MINUTE_MS;

interface Pairing {
  readonly origin: string;
  readonly code: string;
  readonly until: number;
  tries: number;
}

interface Session {
  readonly origin: string;
  readonly until: number;
  idleUntil: number;
}

/**
 * Proves that the person before this screen is the one before the page: a code shown here is typed there, once.
 * What the page gets for it is bound to its site and ends by itself.
 */
export class PairingDesk {
  readonly #show: (origin: string, code: string) => void;
  readonly #now: () => number;
  readonly #sessions = new Map<string, Session>();
  #pairing: Pairing | undefined;
  #shown: number[] = [];

  constructor(show: (origin: string, code: string) => void, now: () => number) {
    this.#show = show;
    this.#now = now;
  }

  /** Shows a new code; the one before is good no more. */
  begin(origin: string): void {
    const now = this.#now();
    this.#shown = this.#shown.filter((at) => at > now - CODES_WITHIN_MS);
    if (this.#shown.length >= MOST_CODES) throw new Fault('busy', 'too many pairing codes were asked for');
    this.#shown.push(now);
    const code = String(randomInt(100_000_000)).padStart(8, '0');
    this.#pairing = { origin, code, until: now + CODE_LIVES_MS, tries: 0 };
    this.#show(origin, code);
  }

  /** @throws {Fault} pairing-refused */
  complete(origin: string, code: string): string {
    const now = this.#now();
    const pairing = this.#pairing;
    if (!pairing || pairing.origin !== origin || now >= pairing.until) {
      throw new Fault('pairing-refused', 'no code is open for this site');
    }
    pairing.tries += 1;
    if (!same(pairing.code, code)) {
      if (pairing.tries >= MOST_TRIES) this.#pairing = undefined;
      throw new Fault('pairing-refused', 'the code is another');
    }
    this.#pairing = undefined;
    const session = randomBytes(32).toString('base64url');
    this.#sessions.set(session, { origin, until: now + LIVES_MS, idleUntil: now + IDLE_MS });
    return session;
  }

  /** @throws {Fault} session-unknown */
  demand(origin: string, token: string): void {
    const now = this.#now();
    const session = this.#sessions.get(token);
    if (!session || session.origin !== origin || now >= session.until || now >= session.idleUntil) {
      if (session?.origin === origin) this.#sessions.delete(token);
      throw new Fault('session-unknown', 'pair again');
    }
    session.idleUntil = now + IDLE_MS;
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
