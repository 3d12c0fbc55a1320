import { z } from 'zod';
import { presentEvent, type HistoryEvent } from '../execution/history-event.ts';
import type { ClosedExecution } from '../store/execution-store.ts';
import { arnOfExecution, arnOfStateMachine } from './arn.ts';
import { operation, timestamp, type ServiceParts } from './operation.ts';
import { page, paging, type Order } from './page.ts';
import { executionDoesNotExist } from './service-error.ts';
import { requireMachine } from './state-machines.ts';

type Listed = Omit<ClosedExecution, 'status' | 'stopDate'> & { status: string; stopDate?: string };

function* executionsOf({ engine }: ServiceParts, stateMachineArn: string): Generator<Listed> {
  for (const { header } of engine.running.values()) {
    const { executionArn, name, startDate } = header;
    if (header.stateMachineArn === stateMachineArn) {
      yield { executionArn, name, stateMachineArn, startDate, status: 'RUNNING' };
    }
  }
  for (const closed of engine.parts.executions.closed.values()) {
    if (closed.stateMachineArn === stateMachineArn) yield closed;
  }
}

const NEWEST_FIRST: Order<Listed> = {
  keyOf: ({ startDate, executionArn }) => `${startDate} ${executionArn}`,
  isAfter: (key, other) => key < other,
};

const FORWARD: Order<HistoryEvent> = {
  keyOf: ({ id }) => String(id),
  isAfter: (key, other) => Number(key) > Number(other),
};

const BACKWARD: Order<HistoryEvent> = { ...FORWARD, isAfter: (key, other) => Number(key) < Number(other) };

/** The newest first. */
export const listExecutions = operation(
  z.object({
    stateMachineArn: arnOfStateMachine,
    statusFilter: z
      .enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'])
      .optional(),
    ...paging,
  }),
  (parts, { stateMachineArn, statusFilter, ...paged }) => {
    requireMachine(parts, stateMachineArn);
    const matching = [...executionsOf(parts, stateMachineArn)]
      .filter(({ status }) => statusFilter === undefined || status === statusFilter)

      .toSorted((a, b) => (NEWEST_FIRST.keyOf(a) < NEWEST_FIRST.keyOf(b) ? 1 : -1));
    const { items, ...more } = page(matching, NEWEST_FIRST, paged);
    const executions = items.map(({ executionArn, name, startDate, stopDate, status }) => ({
      executionArn,
      stateMachineArn,
      name,
      status,
      startDate: timestamp(startDate),
      ...(stopDate === undefined ? {} : { stopDate: timestamp(stopDate) }),
    }));
    return { executions, ...more };
  },
);

export const getExecutionHistory = operation(
  z.object({
    executionArn: arnOfExecution,
    reverseOrder: z.boolean().default(false),
    includeExecutionData: z.boolean().default(true),
    ...paging,
  }),
  ({ engine }, { executionArn, reverseOrder, includeExecutionData, ...paged }) => {
    const { executions } = engine.parts;
    if (!engine.running.has(executionArn) && !executions.closed.has(executionArn)) {
      throw executionDoesNotExist(executionArn);
    }
    const events = executions.read(executionArn).flatMap((record) => record.events);
    const ordered = reverseOrder ? events.toReversed() : events;
    const { items, ...more } = page(ordered, reverseOrder ? BACKWARD : FORWARD, paged);
    return { events: items.map((event) => presentEvent(event, includeExecutionData)), ...more };
  },
);
