import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';

/** One thing the product cannot work without: resolves to whether it works, or throws. */
export type Probe = () => Promise<boolean>;

export interface Health {
  readonly status: 'ok' | 'failing';
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

/** Longest one probe may take, milliseconds: a hanging service is a failing one. */
const PATIENCE_MS = 6_000;

/** Runs every probe side by side; whatever one throws, the others are still told. */
export async function checkHealth(probes: Readonly<Record<string, Probe>>): Promise<Health> {
  const answers = await Promise.all(
    Object.entries(probes).map(
      async ([name, probe]) => [name, (await holds(probe)) ? 'ok' : 'failing'] as const,
    ),
  );
  const healthy = answers.every(([, answer]) => answer === 'ok');
  return { status: healthy ? 'ok' : 'failing', checks: Object.fromEntries(answers) };
}

/**
 * Asks again only when the last answer is older than `ms`: the address takes no token, and every question would
 * be a signature that somebody pays for. Questions at once share one answer.
 */
export function keepFor<Answer>(ms: number, clock: Clock, ask: () => Promise<Answer>): () => Promise<Answer> {
  let kept: { readonly until: number; readonly answer: Promise<Answer> } | undefined;
  return () => {
    const now = clock().getTime();
    if (!kept || kept.until <= now) kept = { until: now + ms, answer: ask() };
    return kept.answer;
  };
}

async function holds(probe: Probe): Promise<boolean> {
  const patience = new AbortController();
  try {
    const late = sleep(PATIENCE_MS, false, { signal: patience.signal });
    return await Promise.race([probe(), late]);
  } catch {
    return false;
  } finally {
    patience.abort();
  }
}
