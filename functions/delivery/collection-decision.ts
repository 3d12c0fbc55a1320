import type { Decision } from '../tasks/index.ts';
import type { LoggedEvent } from '../tracking/index.ts';

/** Key of the one event that says a result was handed over at the counter. */
export const COLLECTED = 'result-collected';

/** What a hand-over answers the workflow's wait with: the event as it is, or will be, in the log. */
export function collectionDecision(event: Omit<Decision['event'], 'type' | 'key'>): Decision {
  const { data, actor, occurredAt } = event;
  return {
    output: { outcome: 'collected' },
    event: { type: COLLECTED, key: COLLECTED, data, actor, occurredAt },
  };
}

/** The hand-over a log tells of. */
export function loggedCollection(log: readonly LoggedEvent[]): LoggedEvent | undefined {
  return log.find((event) => event.key === COLLECTED);
}
