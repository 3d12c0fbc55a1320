/** Answers that serve again for a while, so that two hundred results do not ask two hundred times. */
import type { CheckedStatus } from './revocation-source.ts';

/** Certificates remembered; those asked about longest ago make room. */
const MAX_REMEMBERED = 64;

interface Remembered {
  readonly status: CheckedStatus;
  readonly until: number;
}

/** Good news alone is kept: a hold may be lifted any minute, and a person waits for that. */
export class RememberedStatus {
  readonly #rememberMs: number;
  readonly #byCertificate = new Map<string, Remembered>();

  constructor(rememberMs: number) {
    this.#rememberMs = rememberMs;
  }

  find(key: string, now: Date): CheckedStatus | undefined {
    const known = this.#byCertificate.get(key);
    return known && now.getTime() < known.until ? known.status : undefined;
  }

  keep(key: string, checked: CheckedStatus, now: Date): void {
    const { status } = checked;
    if (status.status !== 'good' || status.revokedLater !== undefined) return;
    const ends = status.evidence.nextUpdate?.getTime() ?? Number.POSITIVE_INFINITY;
    this.#byCertificate.delete(key);
    this.#byCertificate.set(key, {
      status: checked,
      until: Math.min(now.getTime() + this.#rememberMs, ends),
    });
    for (const oldest of this.#byCertificate.keys()) {
      if (this.#byCertificate.size <= MAX_REMEMBERED) break;
      this.#byCertificate.delete(oldest);
    }
  }
}
