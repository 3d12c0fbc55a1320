import type { Scope, State } from '../definition/definition.ts';
import type { Json } from '../json.ts';
import type { Execution } from './execution.ts';
import type { EventType } from './history-event.ts';
import { ROOT_TRACK, type Track } from './track.ts';

/** Data in history events is never cut short here. */
export const INCLUDED = { truncated: false };

export function stateEvent(state: State, moment: 'Entered' | 'Exited'): EventType {
  if (state.Type === 'Fail') return 'FailStateEntered';
  return `${state.Type}State${moment}`;
}

/** A track comes into a state: from here on it goes on by itself. */
export function enterState(
  execution: Execution,
  track: Track,
  scope: Scope,
  name: string,
  input: Json,
  at: Date,
): void {
  const state = scope.States.get(name);
  if (state === undefined) throw new Error(`No state ${name} in the definition`);
  const details = { name, input: JSON.stringify(input), inputDetails: INCLUDED };
  const enteredEventId = execution.emit(at, stateEvent(state, 'Entered'), details, track);
  execution.change(track, {
    stateName: name,
    input,
    enteredAt: at.toISOString(),
    enteredEventId,
    retries: [],
    step: { kind: 'entered' },
  });
}

export function newTrack(id: string, parent: string | null, branch: number, lastEventId: number): Track {
  return {
    id,
    parent,
    branch,
    stateName: '',
    input: null,
    enteredAt: '',
    enteredEventId: 0,
    lastEventId,
    retries: [],
    variables: {},
    step: { kind: 'entered' },
  };
}

/** The execution's first events; its root track stands in the first state. */
export function begin(execution: Execution, at: Date): Track {
  const { input, roleArn } = execution.header;
  execution.emit(at, 'ExecutionStarted', { input, inputDetails: INCLUDED, roleArn }, undefined);
  const root = newTrack(ROOT_TRACK, null, 0, 0);
  execution.begin(root);
  const { definition } = execution;
  enterState(execution, root, definition, definition.StartAt, JSON.parse(input), at);
  return root;
}
