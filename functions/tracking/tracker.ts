import type { Clock } from '../platform/clock.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { Table } from '../platform/table.ts';
import { EventLog, type RevisionId } from './event-log.ts';
import type { Actor, EventData, EventType, LoggedEvent, NewEvent } from './event.ts';
import { RevisionLists } from './revision-lists.ts';
import { RevisionRepository, type RevisionItem } from './revision.ts';
import { foldState, type RevisionState } from './state.ts';

/** The workflow acting by itself. */
export const SYSTEM: Actor = { kind: 'system', id: 'return-of-results' };

/**
 * Records what happens to a revision: the event first (the commit point), the projection second, and only where the
 * status changes, since each projection costs as much as the whole dossier weighs.
 */
export class Tracker {
  readonly log: EventLog;
  readonly revisions: RevisionRepository;
  readonly lists: RevisionLists;
  readonly #clock: Clock;

  constructor(table: Table, clock: Clock) {
    this.log = new EventLog(table, clock);
    this.revisions = new RevisionRepository(table);
    this.lists = new RevisionLists(table);
    this.#clock = clock;
  }

  /**
   * Records that something happened, once per `key`.
   * @returns the event as logged (the first one, when this is a repetition) and the state after the whole log
   */
  async record<Type extends EventType>(
    id: RevisionId,
    type: Type,
    key: string,
    data: EventData<Type>,
    by: { actor?: Actor; occurredAt?: string } = {},
  ): Promise<{ event: LoggedEvent; state: RevisionState }> {
    const occurredAt = by.occurredAt ?? this.#clock().toISOString();
    const event = { type, key, data, actor: by.actor ?? SYSTEM, occurredAt } as unknown as NewEvent;
    const { event: logged, log } = await this.log.append(id, event);
    const state = foldState(log);
    if (broughtStatus(log, logged)) await this.revisions.project(id, state);
    return { event: logged, state };
  }

  /** The state the log proves now. */
  async state(id: RevisionId): Promise<RevisionState> {
    return foldState(await this.log.read(id));
  }

  /** @throws {PreconditionMissing} when the revision was never accepted */
  async revision(id: RevisionId): Promise<RevisionItem> {
    const item = await this.revisions.find(id);
    if (!item) throw new PreconditionMissing(`revision ${id.code} r${id.revision} is unknown`);
    return item;
  }
}

function broughtStatus(log: readonly LoggedEvent[], { seq }: LoggedEvent): boolean {
  return foldState(log.slice(0, seq)).status !== foldState(log.slice(0, seq - 1)).status;
}
