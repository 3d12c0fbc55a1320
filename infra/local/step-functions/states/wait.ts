import type { WaitState } from '../definition/definition.ts';
import { evaluateTemplate, unexpectedValue } from '../expressions/template.ts';
import { StateFailure } from '../state-failure.ts';
import { surroundings, type Situation } from './situation.ts';
import type { Transition } from './transition.ts';

const MAX_SECONDS = 99_999_999;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

async function dueInstant(situation: Situation<WaitState>): Promise<Date> {
  const { state, now } = situation;
  const around = surroundings(situation);
  if (state.Seconds !== undefined) {
    const value = await evaluateTemplate(state.Seconds, 'Seconds', around);
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_SECONDS) {
      return new Date(now.getTime() + value * 1000);
    }
    throw unexpectedValue(String(state.Seconds), 'Seconds', 'an integer from 0 to 99999999', value, around);
  }
  const written = state.Timestamp ?? '';
  const value = await evaluateTemplate(written, 'Timestamp', around);
  if (typeof value === 'string' && RFC_3339.test(value) && !Number.isNaN(Date.parse(value)))
    return new Date(value);
  if (written === value)
    throw new StateFailure('States.Runtime', `The timestamp '${written}' is not RFC 3339`);
  throw unexpectedValue(written, 'Timestamp', 'an RFC 3339 timestamp', value, around);
}

export async function enterWait(situation: Situation<WaitState>): Promise<Transition> {
  return { kind: 'wait', dueAt: (await dueInstant(situation)).toISOString() };
}
