import type {
  ExitFields,
  FailState,
  PassState,
  ParallelState,
  SucceedState,
  TaskState,
  WaitState,
} from '../definition/definition.ts';
import { evaluateTemplate } from '../expressions/template.ts';
import type { Json } from '../json.ts';
import { requirePayloadSize, StateFailure } from '../state-failure.ts';
import { enterChoice } from './choice.ts';
import { leave } from './exit.ts';
import { recover } from './recovery.ts';
import { surroundings, type Situation, type Visible } from './situation.ts';
import { enterTask } from './task.ts';
import type { Transition } from './transition.ts';
import { enterWait } from './wait.ts';

async function enterParallel(situation: Situation<ParallelState>): Promise<Transition> {
  const { state, track } = situation;
  if (state.Arguments === undefined) return { kind: 'branch', input: track.input };
  const input = await evaluateTemplate(state.Arguments, 'Arguments', surroundings(situation));
  return {
    kind: 'branch',
    input: requirePayloadSize(input, `input of the branches of '${track.stateName}'`),
  };
}

async function enterFail(situation: Situation<FailState>): Promise<Transition> {
  const { state } = situation;
  const around = surroundings(situation);
  const text = async (field: 'Error' | 'Cause') => {
    const value = await evaluateTemplate(state[field] ?? '', field, around);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return { kind: 'fail', failure: { error: await text('Error'), cause: await text('Cause'), aliases: [] } };
}

function finish(
  situation: Situation<TaskState | ParallelState | PassState | WaitState | SucceedState>,
  visible: Visible,
  defaultOutput: Json,
): Promise<Transition> {
  const { state } = situation;
  const fields: ExitFields = state.Type === 'Succeed' ? {} : state;
  const exit = { ...state, next: fields.Next ?? null, prefix: '' };
  return leave(situation, exit, surroundings(situation, visible), defaultOutput);
}

function enter(situation: Situation): Promise<Transition> {
  const { state, track } = situation;
  switch (state.Type) {
    case 'Task':
      return enterTask({ ...situation, state });
    case 'Choice':
      return enterChoice({ ...situation, state });
    case 'Wait':
      return enterWait({ ...situation, state });
    case 'Parallel':
      return enterParallel({ ...situation, state });
    case 'Fail':
      return enterFail({ ...situation, state });
    default:
      return finish({ ...situation, state }, {}, track.input);
  }
}

/**
 * Decides what a track does next.
 * @throws StateFailure when the state fails on its own: an expression, a size, a choice without a match.
 */
export async function interpret(situation: Situation): Promise<Transition> {
  const { state, track } = situation;
  const { step } = track;
  if (step.kind === 'entered') return enter(situation);
  if (step.kind === 'returned') {
    if (state.Type === 'Wait') return finish({ ...situation, state }, {}, track.input);
    if (state.Type === 'Task' || state.Type === 'Parallel') {
      return finish({ ...situation, state }, { result: step.result }, step.result);
    }
  }
  if (step.kind === 'failed' && (state.Type === 'Task' || state.Type === 'Parallel')) {
    return recover({ ...situation, state }, step.failure);
  }
  throw new StateFailure('States.Runtime', `A ${state.Type} state cannot be ${step.kind}`);
}
