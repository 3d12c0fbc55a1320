import type { Decision } from '../tasks/index.ts';
import { type LoggedEvent, type Recall, SYSTEM } from '../tracking/index.ts';
import { settledKey } from './settle-channel.ts';

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

/** What ends the wait of a recalled document: nothing is handed over. */
export function recalledCollection({ recalledAt }: Recall, repairs: number): Decision {
  const outcome = { channel: 'counter', outcome: 'recalled' } as const;
  return {
    output: { outcome: outcome.outcome },
    event: {
      type: 'channel-settled',
      key: settledKey(outcome, repairs),
      data: outcome,
      actor: SYSTEM,
      occurredAt: recalledAt,
    },
  };
}
