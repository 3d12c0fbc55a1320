import type { Json } from '../json.ts';
import { requirePayloadSize, failureRecord, StateFailure, type FailureRecord } from '../state-failure.ts';
import { endFailed } from './ending.ts';
import { enterState, newTrack } from './entering.ts';
import type { Execution } from './execution.ts';
import type { Moment } from './moment.ts';
import { branchesOf, currentState, parentOf } from './scopes.ts';
import type { Track } from './track.ts';

/** A branch has come to its end; the last of them brings its Parallel state the result. */
export function finishBranch(execution: Execution, track: Track, output: Json, moment: Moment): void {
  execution.change(track, { step: { kind: 'finished', output } });
  const parent = parentOf(execution, track);
  if (parent === undefined) return;
  const branches = branchesOf(execution, parent);
  const outputs = branches.flatMap(({ step }) => (step.kind === 'finished' ? [step.output] : []));
  if (outputs.length < branches.length) return;
  execution.change(parent, { lastEventId: track.lastEventId });
  execution.emit(moment.at, 'ParallelStateSucceeded', undefined, parent);
  for (const branch of branches) execution.remove(branch);
  try {
    requirePayloadSize(outputs, `result of the state '${parent.stateName}'`);
    execution.change(parent, { step: { kind: 'returned', result: outputs } });
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    execution.change(parent, { step: { kind: 'failed', failure: failureRecord(error) } });
  }
  moment.wake(parent);
}

export function startBranches(execution: Execution, track: Track, input: Json, moment: Moment): void {
  const state = currentState(execution, track);
  if (state.Type !== 'Parallel') throw new Error(`${track.stateName} has no branches`);
  const startedEventId = execution.emit(moment.at, 'ParallelStateStarted', undefined, track);
  execution.change(track, { step: { kind: 'branching', branches: state.Branches.length } });
  for (const [index, scope] of state.Branches.entries()) {
    const branch = newTrack(`${track.id}/${track.stateName}/${index}`, track.id, index, startedEventId);
    execution.begin(branch);
    enterState(execution, branch, scope, scope.StartAt, input, moment.at);
    moment.wake(branch);
  }
}

function abortTrack(execution: Execution, track: Track, cause: Track, at: Date): void {
  for (const branch of branchesOf(execution, track)) abortTrack(execution, branch, cause, at);
  const { Type: type } = currentState(execution, track);
  if (track.step.kind !== 'finished' && (type === 'Task' || type === 'Wait' || type === 'Parallel')) {
    execution.change(track, { lastEventId: cause.lastEventId });
    execution.emit(at, `${type}StateAborted`, undefined, track);
  }
  execution.remove(track);
}

/** Nothing in its scope handled the failure: the Parallel state around it fails, or the execution does. */
export function failTrack(execution: Execution, track: Track, failure: FailureRecord, moment: Moment): void {
  const parent = parentOf(execution, track);
  if (parent === undefined) {
    endFailed(execution, failure, moment.at, track);
    return;
  }
  for (const sibling of branchesOf(execution, parent)) {
    if (sibling !== track) abortTrack(execution, sibling, track, moment.at);
  }
  execution.change(parent, { lastEventId: track.lastEventId });
  execution.remove(track);
  execution.emit(moment.at, 'ParallelStateFailed', undefined, parent);
  const branchFailure = { ...failure, aliases: [...failure.aliases, 'States.BranchFailed'] };
  execution.change(parent, { step: { kind: 'failed', failure: branchFailure } });
  moment.wake(parent);
}
