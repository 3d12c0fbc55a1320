import type { JsonObject } from '../json.ts';
import type { ScheduledTask, Transition } from '../states/transition.ts';
import { failTrack, finishBranch, startBranches } from './branches.ts';
import { endSucceeded } from './ending.ts';
import { enterState, INCLUDED, stateEvent } from './entering.ts';
import type { Execution } from './execution.ts';
import type { Moment } from './moment.ts';
import { currentState, scopeOf } from './scopes.ts';
import { taskKind } from './task-outcome.ts';
import type { Track } from './track.ts';

function exitState(
  execution: Execution,
  track: Track,
  transition: Extract<Transition, { kind: 'go' }>,
  moment: Moment,
): void {
  const { next, output, assigned } = transition;
  const state = currentState(execution, track);
  const assignment: JsonObject =
    assigned === null
      ? {}
      : {
          assignedVariables: Object.fromEntries(
            Object.entries(assigned).map(([k, v]) => [k, JSON.stringify(v)]),
          ),
          assignedVariablesDetails: INCLUDED,
        };
  const details = {
    name: track.stateName,
    output: JSON.stringify(output),
    outputDetails: INCLUDED,
    ...assignment,
  };
  execution.emit(moment.at, stateEvent(state, 'Exited'), details, track);
  if (assigned !== null) execution.change(track, { variables: { ...track.variables, ...assigned } });
  if (next !== null) {
    enterState(execution, track, scopeOf(execution, track), next, output, moment.at);
  } else if (track.parent === null) {
    endSucceeded(execution, output, moment.at, track);
  } else {
    finishBranch(execution, track, output, moment);
  }
}

function scheduleTask(execution: Execution, track: Track, scheduled: ScheduledTask, moment: Moment): void {
  const { parameters, ...task } = scheduled;
  const kind = taskKind(task.token);
  const limits = {
    ...(task.timeoutSeconds === null ? {} : { timeoutInSeconds: task.timeoutSeconds }),
    ...(task.heartbeatSeconds === null ? {} : { heartbeatInSeconds: task.heartbeatSeconds }),
  };
  const details = { ...kind, region: moment.region, parameters: JSON.stringify(parameters), ...limits };
  const scheduledEventId = execution.emit(moment.at, 'TaskScheduled', details, track);
  execution.emit(moment.at, 'TaskStarted', kind, track);
  execution.change(track, { step: { kind: 'invoking', task: { ...task, scheduledEventId }, deliveries: 1 } });
}

/** Carries out what a state's interpreter decided. */
export function apply(execution: Execution, track: Track, transition: Transition, moment: Moment): void {
  switch (transition.kind) {
    case 'go':
      return exitState(execution, track, transition, moment);
    case 'schedule':
      return scheduleTask(execution, track, transition.task, moment);
    case 'wait':
      return execution.change(track, { step: { kind: 'waiting', dueAt: transition.dueAt } });
    case 'branch':
      return startBranches(execution, track, transition.input, moment);
    case 'retry': {
      const retries = [...track.retries];
      for (let index = 0; index <= transition.retrier; index += 1) retries[index] ??= 0;
      retries[transition.retrier] = (retries[transition.retrier] ?? 0) + 1;
      return execution.change(track, { retries, step: { kind: 'retrying', dueAt: transition.dueAt } });
    }
    case 'fail':
      return failTrack(execution, track, transition.failure, moment);
  }
}
