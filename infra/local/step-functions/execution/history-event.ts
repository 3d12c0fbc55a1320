import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { JsonObject } from '../json.ts';

export type EventType = HistoryEventType;

/** A history event as the journal keeps it: `details` goes under the field its type calls for. */
export type HistoryEvent = {
  id: number;
  previousEventId: number;
  /** Milliseconds since 1970. */
  at: number;
  type: EventType;
  details?: JsonObject;
};

/** An execution's history ends at its 25,000th event (service quota). */
export const MAX_HISTORY_EVENTS = 25_000;

const DETAILS_WITHOUT_DATA = new Set(['input', 'output', 'parameters', 'assignedVariables']);

function detailsField(type: EventType): string {
  const family = /State(Entered|Exited)$/.exec(type);
  const name = family === null ? type : `State${family[1]}`;
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}EventDetails`;
}

/** The event in the shape of GetExecutionHistory, with or without execution data. */
export function presentEvent(event: HistoryEvent, withData: boolean): JsonObject {
  const shown: JsonObject = {
    id: event.id,
    previousEventId: event.previousEventId,
    timestamp: event.at / 1000,
    type: event.type,
  };
  if (event.details !== undefined) {
    const entries = Object.entries(event.details);
    shown[detailsField(event.type)] = withData
      ? event.details
      : Object.fromEntries(entries.filter(([key]) => !DETAILS_WITHOUT_DATA.has(key)));
  }
  return shown;
}
