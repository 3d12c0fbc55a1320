import { evaluateTemplate, type Surroundings } from '../expressions/template.ts';
import { byteLength, isJsonObject, type Json, type JsonObject } from '../json.ts';
import { requirePayloadSize, StateFailure } from '../state-failure.ts';
import type { Situation } from './situation.ts';
import type { Transition } from './transition.ts';

/** All variables of an execution together (service quota: 10 MiB). */
const MAX_VARIABLES_BYTES = 10 * 1024 * 1024;

/** Fields that say how a state, a choice rule or a catcher is left. `prefix` is where they stand. */
export type Exit = {
  Assign?: { [name: string]: Json } | undefined;
  Output?: Json | undefined;
  next: string | null;
  prefix: string;
};

function requireVariablesSize(assigned: JsonObject, variables: Readonly<Record<string, Json>>): void {
  requirePayloadSize(assigned, 'Assign of the state');
  if (byteLength({ ...variables, ...assigned }) > MAX_VARIABLES_BYTES) {
    throw new StateFailure('States.DataLimitExceeded', 'The variables exceed 10 MiB together.');
  }
}

/** Evaluates Assign and Output, both over the values from before the assignment. */
export async function leave(
  situation: Situation,
  exit: Exit,
  around: Surroundings,
  defaultOutput: Json,
): Promise<Transition> {
  const assigned =
    exit.Assign === undefined ? null : await evaluateTemplate(exit.Assign, `${exit.prefix}Assign`, around);
  const output =
    exit.Output === undefined
      ? defaultOutput
      : await evaluateTemplate(exit.Output, `${exit.prefix}Output`, around);
  if (isJsonObject(assigned)) requireVariablesSize(assigned, situation.variables);
  requirePayloadSize(output, `output of the state '${situation.track.stateName}'`);
  return { kind: 'go', next: exit.next, output, assigned: isJsonObject(assigned) ? assigned : null };
}
