import { readDefinition, workflowNames, type WorkflowName } from '../../infra/workflow-definition.ts';

export interface State {
  Type: string;
  Resource?: string;
  Arguments?: { FunctionName: string; Payload: Record<string, unknown> };
  TimeoutSeconds?: number | string;
  Retry?: {
    ErrorEquals: string[];
    IntervalSeconds: number;
    MaxAttempts: number;
    MaxDelaySeconds: number;
    BackoffRate: number;
    JitterStrategy: string;
  }[];
  Catch?: { ErrorEquals: string[]; Next: string; Assign?: Record<string, unknown>; Output?: unknown }[];
  Assign?: Record<string, unknown>;
  Output?: unknown;
  Next?: string;
  Default?: string;
  End?: boolean;
  Seconds?: number | string;
  Choices?: { Condition: string; Next: string; Assign?: Record<string, unknown> }[];
  Branches?: Machine[];
}

export interface Machine {
  StartAt: string;
  States: Record<string, State>;
}

export interface PlacedState {
  name: string;
  state: State;
  /** the machine or branch the state is in */
  machine: Machine;
  /** true inside a branch of a Parallel state */
  inBranch: boolean;
}

/** A definition as committed. */
function committed(workflow: WorkflowName) {
  return JSON.parse(readDefinition(workflow)) as Machine & { QueryLanguage: string };
}

/** That of the return of results. */
export const definition = committed('return-of-results');

/** Every state of a machine and of its branches. */
export function statesOf(machine: Machine, inBranch = false): PlacedState[] {
  return Object.entries(machine.States).flatMap(([name, state]) => [
    { name, state, machine, inBranch },
    ...(state.Branches ?? []).flatMap((branch) => statesOf(branch, true)),
  ]);
}

/** Every transition a machine or one of its branches can take, as `From -> To`, sorted. */
export function transitionsOf(machine: Machine): string[] {
  const transitions = statesOf(machine).flatMap(({ name, state }) =>
    [
      state.Next,
      state.Default,
      ...(state.Catch ?? []).map(({ Next }) => Next),
      ...(state.Choices ?? []).map(({ Next }) => Next),
    ].flatMap((to) => (to === undefined ? [] : [`${name} -> ${to}`])),
  );
  return [...new Set(transitions)].toSorted();
}

export const allStates = statesOf(definition);

export const tasks = allStates.filter(({ state }) => state.Type === 'Task');

/** The states of all workflows. */
export const everyState = workflowNames.flatMap((workflow) => statesOf(committed(workflow)));

export const everyTask = everyState.filter(({ state }) => state.Type === 'Task');

export function waitsForToken({ state }: PlacedState): boolean {
  return state.Resource?.endsWith('.waitForTaskToken') ?? false;
}

/** Name of the `${Placeholder}` a task calls. */
export function placeholderOf({ state }: PlacedState): string {
  return /^\$\{(\w+)\}$/.exec(state.Arguments?.FunctionName ?? '')?.[1] ?? '';
}
