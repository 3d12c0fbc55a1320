import type { Decision } from '../tasks/index.ts';
import { SYSTEM } from '../tracking/index.ts';

/** What the workflow is told of a repair, and the event it is recorded as. */
export function repairDecided(
  repair: number,
  decided: { readonly action: 'retry' | 'cancel'; readonly reason: string; readonly note: string },
  by: Pick<Decision['event'], 'actor' | 'occurredAt'>,
): Decision {
  const { action, reason, note } = decided;
  return {
    output: { action, reason },
    event: {
      type: 'repair-decided',
      key: `repair-decided:${repair}`,
      data: { action, note, repair },
      ...by,
    },
  };
}

/** The same of a repair that nobody is asked about: the reason stands for the note. */
export function repairDecidedByItself(
  repair: number,
  { action, reason }: { readonly action: 'retry' | 'cancel'; readonly reason: string },
  now: Date,
): Decision {
  const by = { actor: SYSTEM, occurredAt: now.toISOString() };
  return repairDecided(repair, { action, reason, note: reason }, by);
}
