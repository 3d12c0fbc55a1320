import type { Clock } from '../clock.ts';
import { interpret } from '../states/interpret.ts';
import type { Transition } from '../states/transition.ts';
import { failureRecord, StateFailure } from '../state-failure.ts';
import type { Execution } from './execution.ts';
import { failTrack } from './branches.ts';
import type { Moment } from './moment.ts';
import { apply } from './progress.ts';
import { currentState, visibleVariables } from './scopes.ts';
import { newTaskToken } from './task-token.ts';
import type { Track } from './track.ts';

/** Asks the state a track is in what comes next. What it throws by mistake fails the state too. */
export async function decide(
  { clock, random }: { clock: Clock; random: () => number },
  execution: Execution,
  track: Track,
): Promise<Transition | StateFailure> {
  const { header } = execution;
  try {
    return await interpret({
      state: currentState(execution, track),
      track,
      header,
      variables: visibleVariables(execution, track),
      now: clock.now(),
      random,
      newToken: () => newTaskToken({ executionArn: header.executionArn, trackId: track.id }),
    });
  } catch (error) {
    return error instanceof StateFailure ? error : new StateFailure('States.Runtime', String(error));
  }
}

/** Makes the decision happen; a failure goes to the state's Retry and Catch first, where it has any. */
export function carryOut(
  execution: Execution,
  track: Track,
  decided: Transition | StateFailure,
  moment: Moment,
): void {
  if (!(decided instanceof StateFailure)) return apply(execution, track, decided, moment);
  const { error, cause, location } = decided;
  if (location !== undefined) {
    const details = { error, cause, location, state: track.stateName };
    execution.emit(moment.at, 'EvaluationFailed', details, track);
  }
  const { Type: type } = currentState(execution, track);
  const mayRecover = (type === 'Task' || type === 'Parallel') && track.step.kind !== 'failed';
  const failure = failureRecord(decided);
  if (mayRecover) execution.change(track, { step: { kind: 'failed', failure } });
  else failTrack(execution, track, failure, moment);
}
