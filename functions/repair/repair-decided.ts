import type { Decision } from '../tasks/index.ts';

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
