import { isJsonObject, throughJson, type Json, type JsonObject } from '../json.ts';
import { StateFailure } from '../state-failure.ts';
import { evaluateExpression, isExpression } from './expression.ts';

/** What an expression may see: `$states` and the variables in scope, at the engine's own time. */
export type Surroundings = {
  stateName: string;
  enteredEventId: number;
  now: Date;
  states: JsonObject;
  variables: Readonly<Record<string, Json>>;
};

/** The service's wording of where an evaluation failed. */
function evaluationFailure(what: string, location: string, around: Surroundings): StateFailure {
  const cause =
    `An error occurred while executing the state '${around.stateName}' ` +
    `(entered at the event id #${around.enteredEventId}). ${what}`;
  return new StateFailure('States.QueryEvaluationError', cause, { location });
}

/** Fails a field whose value is defined but not what the field takes. */
export function unexpectedValue(
  text: string,
  location: string,
  expected: string,
  value: Json,
  around: Surroundings,
): StateFailure {
  return evaluationFailure(
    `The JSONata expression '${text}' specified for the field '${location}' returned an unexpected result. ` +
      `Expected ${expected}, but was: ${JSON.stringify(value)}`,
    location,
    around,
  );
}

/** `$now()` of the engine's clock: jsonata's own reads the machine's. */
async function formatInstant(
  now: Date,
  picture: string | undefined,
  zone: string | undefined,
): Promise<unknown> {
  const shown = await evaluateExpression('{% $fromMillis($instant, $picture, $zone) %}', {
    instant: now.getTime(),
    picture,
    zone,
  });
  return shown.ok ? shown.value : undefined;
}

async function evaluateText(text: string, location: string, around: Surroundings): Promise<Json> {
  const source = text.slice(2, -2).trim();
  const subject = `The JSONata expression '${source}' specified for the field '${location}'`;
  const result = await evaluateExpression(text, {
    ...around.variables,
    states: around.states,
    millis: () => around.now.getTime(),
    now: (picture?: string, zone?: string) => formatInstant(around.now, picture, zone),
  });
  if (!result.ok) {
    throw evaluationFailure(
      `${subject} threw an error during evaluation. ${result.message}`,
      location,
      around,
    );
  }
  if (result.value === undefined) {
    throw evaluationFailure(`${subject} returned nothing (undefined).`, location, around);
  }
  if (typeof result.value === 'function' || isJsonataFunction(result.value)) {
    throw evaluationFailure(`${subject} returned an unsupported result type.`, location, around);
  }
  return throughJson(result.value);
}

function isJsonataFunction(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('_jsonata_function' in value || '_jsonata_lambda' in value)
  );
}

/**
 * Replaces every `{% … %}` in a JSON template by its value.
 * @throws StateFailure States.QueryEvaluationError when one fails or yields nothing.
 */
export async function evaluateTemplate(
  template: Json,
  location: string,
  around: Surroundings,
): Promise<Json> {
  if (typeof template === 'string') {
    return isExpression(template) ? evaluateText(template, location, around) : template;
  }
  if (Array.isArray(template)) {
    const items: Json[] = [];
    for (const [index, item] of template.entries()) {
      items.push(await evaluateTemplate(item, `${location}[${index}]`, around));
    }
    return items;
  }
  if (!isJsonObject(template)) return template;
  const object: JsonObject = {};
  for (const [key, value] of Object.entries(template)) {
    object[key] = await evaluateTemplate(value, `${location}/${key}`, around);
  }
  return object;
}
