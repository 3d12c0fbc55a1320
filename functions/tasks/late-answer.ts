import type { Decision, Task, TaskKind } from './task.ts';

/** What an operator is asked about when nobody answered a wait to its end. */
const EXHAUSTED = 'WaitExhausted';

/** The wait an exhausted one was: its kind is the cause of the repair. */
export function exhaustedKind(facts: Task['facts']): TaskKind | undefined {
  const { error, cause } = facts;
  if (error !== EXHAUSTED) return undefined;
  return cause === 'approval' || cause === 'signature' || cause === 'seal' ? cause : undefined;
}

/**
 * What a repair is decided with when the person everybody waited for answers after all: the workflow goes back to
 * their wait, which finds its answer. Undefined for a repair of something else.
 */
export function lateAnswer(
  repair: Pick<Task, 'kind' | 'round' | 'facts'>,
  answered: Task,
): Decision | undefined {
  if (repair.kind !== 'repair' || exhaustedKind(repair.facts) !== answered.kind || !answered.event)
    return undefined;
  const { actor, occurredAt } = answered.event;
  return {
    output: { action: 'retry', reason: 'answered' },
    event: {
      type: 'repair-decided',
      key: `repair-decided:${repair.round}`,
      data: { action: 'retry', note: 'answered', repair: repair.round },
      actor,
      occurredAt,
    },
  };
}
