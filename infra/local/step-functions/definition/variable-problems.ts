import type { Scope, State } from './definition.ts';
import { schemaProblem, type Problem } from './problem.ts';

function assignedBy(state: State): string[] {
  const maps = 'Assign' in state && state.Assign !== undefined ? [state.Assign] : [];
  const rules =
    state.Type === 'Choice'
      ? state.Choices
      : state.Type === 'Task' || state.Type === 'Parallel'
        ? (state.Catch ?? [])
        : [];
  const ruleMaps = rules.flatMap((rule) => (rule.Assign === undefined ? [] : [rule.Assign]));
  return [...maps, ...ruleMaps].flatMap((assign) => Object.keys(assign));
}

/**
 * A branch reads the variables around it and cannot assign one of the same name
 * (guide, "Passing data between states with variables", "Variable scope").
 */
export function variableProblems(
  scope: Scope,
  outer: ReadonlySet<string> = new Set(),
  location = '',
): Problem[] {
  const found: Problem[] = [];
  const own = new Set(outer);
  for (const [name, state] of scope.States) {
    for (const variable of new Set(assignedBy(state))) {
      if (outer.has(variable)) {
        const message = `The variable '${variable}' is assigned in an outer scope and cannot be assigned in a branch`;
        found.push(schemaProblem(message, `${location}/States/${name}/Assign`));
      }
      own.add(variable);
    }
  }
  for (const [name, state] of scope.States) {
    if (state.Type !== 'Parallel') continue;
    for (const [index, branch] of state.Branches.entries()) {
      found.push(...variableProblems(branch, own, `${location}/States/${name}/Branches[${index}]`));
    }
  }
  return found;
}
