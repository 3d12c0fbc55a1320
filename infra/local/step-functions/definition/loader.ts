import {
  branchSchema,
  stateSchema,
  topLevelSchema,
  type Definition,
  type Scope,
  type State,
} from './definition.ts';
import { issueProblems, problem, type Problem } from './problem.ts';
import { templateProblems } from './template-problems.ts';
import { transitionProblems } from './transition-problems.ts';
import { variableProblems } from './variable-problems.ts';
import { parseJson } from '../json.ts';

export type LoadedDefinition = { ok: true; definition: Definition } | { ok: false; problems: Problem[] };

const NO_STATES: Scope = { StartAt: '', States: new Map() };

function readState(raw: unknown, location: string, problems: Problem[]): State | undefined {
  const parsed = stateSchema.safeParse(raw);
  if (!parsed.success) {
    problems.push(...issueProblems(parsed.error.issues, raw, location));
    return undefined;
  }
  const state = parsed.data;
  if (state.Type !== 'Parallel') return state;
  const branches = state.Branches.map((branch, index) =>
    readBranch(branch, `${location}/Branches[${index}]`, problems),
  );
  return { ...state, Branches: branches };
}

function readBranch(raw: unknown, location: string, problems: Problem[]): Scope {
  const parsed = branchSchema.safeParse(raw);
  if (parsed.success) return readScope(parsed.data, location, problems);
  problems.push(...issueProblems(parsed.error.issues, raw, location));
  return NO_STATES;
}

function readScope(
  raw: { StartAt: string; States: Record<string, unknown> },
  location: string,
  problems: Problem[],
): Scope {
  const states = new Map<string, State>();
  for (const [name, rawState] of Object.entries(raw.States)) {
    const state = readState(rawState, `${location}/States/${name}`, problems);
    if (state !== undefined) states.set(name, state);
  }
  return { StartAt: raw.StartAt, States: states };
}

function stateNames(scope: Scope): string[] {
  return [...scope.States].flatMap(([name, state]) => [
    name,
    ...(state.Type === 'Parallel' ? state.Branches.flatMap(stateNames) : []),
  ]);
}

/** State names are unique in the whole machine, branches included (Amazon States Language). */
function duplicateNames(scope: Scope): Problem[] {
  const names = stateNames(scope);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) =>
    problem('DUPLICATE_STATE_NAME', `The state name '${name}' is used twice`, '/States'),
  );
}

/** Reads an Amazon States Language text; whatever this engine does not run is a problem, by name and place. */
export function loadDefinition(text: string): LoadedDefinition {
  const raw = parseJson(text);
  if (raw === undefined)
    return { ok: false, problems: [problem('INVALID_JSON_DESCRIPTION', 'Not valid JSON', '/')] };
  const parsed = topLevelSchema.safeParse(raw);
  if (!parsed.success) return { ok: false, problems: issueProblems(parsed.error.issues, raw, '') };
  const problems: Problem[] = [];
  const scope = readScope(parsed.data, '', problems);
  if (problems.length === 0) {
    problems.push(...transitionProblems(scope, ''), ...variableProblems(scope), ...duplicateNames(scope));
    problems.push(...templateProblems(raw, ''));
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, definition: { ...scope, TimeoutSeconds: parsed.data.TimeoutSeconds } };
}
