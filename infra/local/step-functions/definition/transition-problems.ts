import type { Scope, State, TaskState } from './definition.ts';
import { problem, schemaProblem, type Problem } from './problem.ts';

type Target = { name: string; location: string };

function targets(state: State, location: string): Target[] {
  const found: Target[] = [];
  if ('Next' in state && state.Next !== undefined)
    found.push({ name: state.Next, location: `${location}/Next` });
  if (state.Type === 'Choice') {
    if (state.Default !== undefined) found.push({ name: state.Default, location: `${location}/Default` });
    for (const [index, rule] of state.Choices.entries()) {
      found.push({ name: rule.Next, location: `${location}/Choices[${index}]/Next` });
    }
  }
  if (state.Type === 'Task' || state.Type === 'Parallel') {
    for (const [index, catcher] of (state.Catch ?? []).entries()) {
      found.push({ name: catcher.Next, location: `${location}/Catch[${index}]/Next` });
    }
  }
  return found;
}

function fieldProblems(state: State, location: string): Problem[] {
  if (state.Type === 'Choice' || state.Type === 'Succeed' || state.Type === 'Fail') return [];
  const found: Problem[] = [];
  if ((state.Next === undefined) === (state.End === undefined)) {
    found.push(schemaProblem("Exactly one of the fields 'Next' and 'End' is required", location));
  }
  if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    found.push(schemaProblem("Exactly one of the fields 'Seconds' and 'Timestamp' is required", location));
  }
  if (state.Type === 'Task') found.push(...heartbeatProblems(state, location));
  if (state.Type === 'Task' || state.Type === 'Parallel') {
    for (const field of ['Retry', 'Catch'] as const) {
      found.push(...wildcardProblems(state[field] ?? [], `${location}/${field}`));
    }
  }
  return found;
}

/** «MUST be smaller than the TimeoutSeconds value» (Amazon States Language, "Timeouts and heartbeats"). */
function heartbeatProblems({ TimeoutSeconds, HeartbeatSeconds }: TaskState, location: string): Problem[] {
  if (typeof TimeoutSeconds !== 'number' || typeof HeartbeatSeconds !== 'number') return [];
  if (HeartbeatSeconds < TimeoutSeconds) return [];
  return [
    schemaProblem("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", `${location}/HeartbeatSeconds`),
  ];
}

/** `States.ALL` stands alone and last (Amazon States Language, "Errors"). */
function wildcardProblems(rules: ReadonlyArray<{ ErrorEquals: string[] }>, location: string): Problem[] {
  return rules.flatMap((rule, index) =>
    rule.ErrorEquals.includes('States.ALL') && (rule.ErrorEquals.length > 1 || index < rules.length - 1)
      ? [
          schemaProblem(
            "'States.ALL' must appear alone and in the last rule",
            `${location}[${index}]/ErrorEquals`,
          ),
        ]
      : [],
  );
}

function reachable(scope: Scope): Set<string> {
  const seen = new Set<string>();
  const waiting = [scope.StartAt];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const state = scope.States.get(name);
    if (state === undefined || seen.has(name)) continue;
    seen.add(name);
    waiting.push(...targets(state, '').map((target) => target.name));
  }
  return seen;
}

function missing({ name, location }: Target): Problem {
  return problem('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${name}`, location);
}

/** Every transition leads to a state of the same scope, and every state is led to. */
export function transitionProblems(scope: Scope, location: string): Problem[] {
  const found: Problem[] = [];
  if (!scope.States.has(scope.StartAt))
    found.push(missing({ name: scope.StartAt, location: `${location}/StartAt` }));
  const reached = reachable(scope);
  for (const [name, state] of scope.States) {
    const here = `${location}/States/${name}`;
    found.push(...fieldProblems(state, here));
    found.push(
      ...targets(state, here)
        .filter((target) => !scope.States.has(target.name))
        .map(missing),
    );
    if (!reached.has(name)) {
      found.push(problem('MISSING_TRANSITION_TARGET', `State "${name}" is not reachable.`, here));
    }
    if (state.Type === 'Parallel') {
      const branches = state.Branches.map((branch, i) =>
        transitionProblems(branch, `${here}/Branches[${i}]`),
      );
      found.push(...branches.flat());
    }
  }
  return found;
}
