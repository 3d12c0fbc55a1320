import type { Scope, State } from '../definition/definition.ts';
import type { Json } from '../json.ts';
import type { Execution } from './execution.ts';
import type { Track } from './track.ts';

/** The track whose Parallel state this one is a branch of. */
export function parentOf(execution: Execution, track: Track): Track | undefined {
  return track.parent === null ? undefined : execution.tracks.get(track.parent);
}

export function branchesOf(execution: Execution, track: Track): Track[] {
  return [...execution.tracks.values()]
    .filter((other) => other.parent === track.id)
    .toSorted((a, b) => a.branch - b.branch);
}

/** The states a track moves among: the machine's, or its branch's. */
export function scopeOf(execution: Execution, track: Track): Scope {
  const parent = parentOf(execution, track);
  if (parent === undefined) return execution.definition;
  const state = currentState(execution, parent);
  const branch = state.Type === 'Parallel' ? state.Branches[track.branch] : undefined;
  if (branch === undefined) throw new Error(`No branch ${track.branch} in the state ${parent.stateName}`);
  return branch;
}

/** The definition of the state a track is in. */
export function currentState(execution: Execution, track: Track): State {
  const state = scopeOf(execution, track).States.get(track.stateName);
  if (state === undefined) throw new Error(`No state ${track.stateName} in the definition`);
  return state;
}

/** Variables as a track sees them: its own, and under them those of the scopes around it. */
export function visibleVariables(execution: Execution, track: Track): Record<string, Json> {
  const parent = parentOf(execution, track);
  return parent === undefined
    ? track.variables
    : { ...visibleVariables(execution, parent), ...track.variables };
}
