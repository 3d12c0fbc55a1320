import { expressionProblem, isExpression } from '../expressions/expression.ts';
import { isJsonObject, type Json } from '../json.ts';
import { schemaProblem, type Problem } from './problem.ts';

const UNFILLED_SUBSTITUTION = /\$\{[A-Za-z0-9_]+\}/;
/** Text for people: what stands in it is never evaluated. */
const PROSE_FIELDS = new Set(['Comment']);

function textProblems(text: string, location: string): Problem[] {
  const unfilled = UNFILLED_SUBSTITUTION.exec(text)?.[0];
  if (unfilled !== undefined)
    return [schemaProblem(`The substitution '${unfilled}' is not filled`, location)];
  if (!text.trimStart().startsWith('{%') && !text.trimEnd().endsWith('%}')) return [];
  if (!isExpression(text)) {
    return [
      schemaProblem(
        "A JSONata expression must start with '{%' and end with '%}', without spaces around",
        location,
      ),
    ];
  }
  const found = expressionProblem(text);
  return found === undefined ? [] : [schemaProblem(found, location)];
}

/** Every string of the definition: expressions compile and call only what the service offers. */
export function templateProblems(value: Json, location: string): Problem[] {
  if (typeof value === 'string') return textProblems(value, location);
  if (Array.isArray(value))
    return value.flatMap((item, index) => templateProblems(item, `${location}[${index}]`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    PROSE_FIELDS.has(key) ? [] : templateProblems(item, `${location}/${key}`),
  );
}
