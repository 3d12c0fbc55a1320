import type { CancelTimer } from '../clock.ts';
import type { Definition } from '../definition/definition.ts';
import type { JsonObject } from '../json.ts';
import { MAX_HISTORY_EVENTS, type EventType, type HistoryEvent } from './history-event.ts';
import type { Track, TrackChange } from './track.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What an execution is from its first moment on. */
export type ExecutionHeader = {
  executionArn: string;
  name: string;
  stateMachineArn: string;
  stateMachineName: string;
  roleArn: string;
  /** The input's text, exactly as it was given. */
  input: string;
  startDate: string;
  definitionHash: string;
};

export type Closing = {
  status: Exclude<ExecutionStatus, 'RUNNING'>;
  stopDate: string;
  output?: string;
  error?: string;
  cause?: string;
};

/** One line of an execution's journal: what happened since the line before, all of it or nothing. */
export type JournalRecord = {
  header?: ExecutionHeader;
  events: HistoryEvent[];
  /** Changed fields by track; a whole track where it is new, null where it is gone. */
  tracks: { [trackId: string]: Track | TrackChange | null };
  closing?: Closing;
};

/** A running execution in memory. Every change goes through the functions below, into the next record. */
export class Execution {
  readonly header: ExecutionHeader;
  readonly definition: Definition;
  readonly tracks = new Map<string, Track>();
  readonly timers = new Map<string, CancelTimer>();
  lastEventId = 0;
  closing: Closing | undefined;
  /** Set when an event found no room any more: the execution ends at the next opportunity. */
  historyIsFull = false;
  private pending: JournalRecord = { events: [], tracks: {} };

  constructor(header: ExecutionHeader, definition: Definition) {
    this.header = header;
    this.definition = definition;
  }

  /** Appends an event to the history; `track` is the line of control it belongs to. */
  emit(at: Date, type: EventType, details: JsonObject | undefined, track: Track | undefined): number {
    const isLast = type === 'ExecutionFailed' || type === 'ExecutionAborted' || type === 'ExecutionTimedOut';
    if (this.lastEventId >= MAX_HISTORY_EVENTS - 1 && !isLast) {
      this.historyIsFull = true;
      return this.lastEventId;
    }
    this.lastEventId += 1;
    const event: HistoryEvent = {
      id: this.lastEventId,
      previousEventId: track?.lastEventId ?? 0,
      at: at.getTime(),
      type,
    };
    if (details !== undefined) event.details = details;
    this.pending.events.push(event);
    if (track !== undefined) this.change(track, { lastEventId: event.id });
    return event.id;
  }

  begin(track: Track): void {
    this.tracks.set(track.id, track);
    this.pending.tracks[track.id] = { ...track };
  }

  change(track: Track, change: TrackChange): void {
    Object.assign(track, change);
    this.pending.tracks[track.id] = { ...this.pending.tracks[track.id], ...change };
  }

  remove(track: Track): void {
    this.tracks.delete(track.id);
    this.pending.tracks[track.id] = null;
    this.disarm(track.id);
  }

  close(closing: Closing): void {
    this.closing = closing;
    this.pending.closing = closing;
  }

  disarm(trackId: string): void {
    this.timers.get(trackId)?.();
    this.timers.delete(trackId);
  }

  disarmAll(): void {
    for (const trackId of this.timers.keys()) this.disarm(trackId);
  }

  /** What is not in the journal yet; `undefined` when nothing is. */
  takePending(): JournalRecord | undefined {
    const { events, tracks, closing } = this.pending;
    if (events.length === 0 && Object.keys(tracks).length === 0 && closing === undefined) return undefined;
    const record = this.pending;
    this.pending = { events: [], tracks: {} };
    return record;
  }

  /** Folds one record of the journal, when the engine starts. */
  restore(record: JournalRecord): void {
    this.lastEventId = record.events.at(-1)?.id ?? this.lastEventId;
    for (const [id, change] of Object.entries(record.tracks)) {
      const known = this.tracks.get(id);
      if (change === null) this.tracks.delete(id);
      else if (known !== undefined) Object.assign(known, change);
      else if (isWholeTrack(change)) this.tracks.set(id, change);
    }
    this.closing = record.closing ?? this.closing;
  }
}

function isWholeTrack(change: Track | TrackChange): change is Track {
  return 'id' in change;
}
