import type { ChoiceState } from '../definition/definition.ts';
import { evaluateTemplate, unexpectedValue, type Surroundings } from '../expressions/template.ts';
import { StateFailure } from '../state-failure.ts';
import { leave } from './exit.ts';
import { surroundings, type Situation } from './situation.ts';
import type { Transition } from './transition.ts';

async function holds(condition: string | boolean, location: string, around: Surroundings): Promise<boolean> {
  if (typeof condition === 'boolean') return condition;
  const value = await evaluateTemplate(condition, location, around);
  if (typeof value === 'boolean') return value;
  throw unexpectedValue(condition, location, 'a boolean', value, around);
}

/** Takes the first rule whose condition holds; the state's own Assign and Output go with Default. */
export async function enterChoice(situation: Situation<ChoiceState>): Promise<Transition> {
  const { state, track } = situation;
  const around = surroundings(situation);
  for (const [index, rule] of state.Choices.entries()) {
    const prefix = `Choices[${index}]/`;
    if (!(await holds(rule.Condition, `${prefix}Condition`, around))) continue;
    return leave(situation, { ...rule, next: rule.Next, prefix }, around, track.input);
  }
  if (state.Default === undefined) {
    throw new StateFailure('States.NoChoiceMatched', `No rule of the state '${track.stateName}' matched.`);
  }
  return leave(situation, { ...state, next: state.Default, prefix: '' }, around, track.input);
}
