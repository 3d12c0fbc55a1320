import { paginateGetExecutionHistory, type HistoryEvent, type SFNClient } from '@aws-sdk/client-sfn';

/** How long a state took, in milliseconds, without the time it waited for a person. */
export interface StepTime {
  readonly name: string;
  readonly ms: number;
}

interface Visit {
  readonly name: string;
  readonly entered: number;
  /** when a state with a task token began to wait */
  submitted: number | null;
  waited: number;
}

/** Adds up an execution's history: one entry per Task state, in the order first entered; repeated visits add up. */
export async function readStepTimes(client: SFNClient, executionArn: string): Promise<StepTime[]> {
  const events: HistoryEvent[] = [];
  for await (const page of paginateGetExecutionHistory({ client }, { executionArn, maxResults: 1000 })) {
    events.push(...(page.events ?? []));
  }
  return sumStepTimes(events);
}

/** Follows each event back to the state it belongs to: branches of a Parallel run side by side. */
export function sumStepTimes(events: readonly HistoryEvent[]): StepTime[] {
  const visits = new Map<number, Visit>();
  const totals = new Map<string, number>();
  for (const event of events) {
    const id = event.id ?? 0;
    const at = event.timestamp?.getTime() ?? 0;
    const visit = visits.get(event.previousEventId ?? 0);
    if (event.type === 'TaskStateEntered') {
      const name = event.stateEnteredEventDetails?.name ?? '';
      visits.set(id, { name, entered: at, submitted: null, waited: 0 });
    } else if (visit && event.type === 'TaskStateExited') {
      totals.set(visit.name, (totals.get(visit.name) ?? 0) + at - visit.entered - visit.waited);
    } else if (visit && event.type?.startsWith('Task')) {
      if (event.type === 'TaskSubmitted') visit.submitted = at;
      else if (visit.submitted !== null) {
        visit.waited += at - visit.submitted;
        visit.submitted = null;
      }
      visits.set(id, visit);
    }
  }
  return [...totals].map(([name, ms]) => ({ name, ms }));
}
