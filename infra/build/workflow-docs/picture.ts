import type { DrawableBranchState, DrawableDefinition, DrawableState } from './definition.ts';

const DESK = 'AwaitRepair';
const BACK = 'RouteRepair';

/**
 * The definition as a Mermaid flow chart: steps as boxes, waits for people as rounded boxes, choices as rhombs,
 * branches side by side. What every step shares, that a failure goes to the operator's desk and from there back to
 * the step, is drawn once.
 */
export function drawWorkflow({ StartAt, States }: DrawableDefinition): string {
  const entries = Object.entries(States);
  return [
    'flowchart TD',
    `  begin(( )) --> ${StartAt}`,
    ...entries.flatMap(([name, state]) => [...drawState(name, state), ...drawEdges(name, state)]),
    ...(DESK in States ? repairs : []),
    '  finish(( ))',
    '  classDef person fill:#fff4d6,stroke:#8a6d1a',
    '  classDef step fill:#e8f0fb,stroke:#2b5797',
    ...colours(entries.flatMap(([name, state]) => [[name, state] as const, ...inside(state)])),
  ].join('\n');
}

const repairs = [
  `  broken[/"any step that fails for good, or whose waits are used up"/] -.-> ${DESK}`,
  `  ${BACK} -. repaired .-> again[/"the step that failed"/]`,
];

function drawState(name: string, state: DrawableState): string[] {
  if (state.Type !== 'Parallel') return [`  ${shape(name, state)}`];
  return [
    `  subgraph ${name}`,
    '    direction TB',
    ...state.Branches.flatMap((branch) =>
      Object.entries(branch.States).flatMap(([inner, innerState]) => [
        `    ${shape(inner, innerState)}`,
        ...edges(inner, innerState).map((edge) => `  ${edge}`),
      ]),
    ),
    '  end',
  ];
}

function drawEdges(name: string, state: DrawableState): string[] {
  const drawn = edges(name, state);
  if (state.End === true || state.Type === 'Succeed') drawn.push(`  ${name} --> finish`);
  return drawn;
}

function edges(name: string, state: DrawableBranchState): string[] {
  const choices = state.Choices.filter(
    ({ Condition }) => !(name === BACK && Condition.includes('$failedState')),
  );
  return [
    ...choices.map(({ Condition, Next }) => arrow(name, Next, plain(Condition))),
    ...(state.Next === undefined ? [] : [arrow(name, state.Next)]),
    ...(state.Default === undefined || drawnAsBroken(name, state.Default)
      ? []
      : [arrow(name, state.Default, 'otherwise')]),
    ...state.Catch.filter(({ Next }) => !drawnAsBroken(name, Next)).map(({ ErrorEquals, Next }) =>
      arrow(name, Next, ErrorEquals.includes('States.Timeout') ? 'nobody answered' : 'failed'),
    ),
  ];
}

/** All roads to the desk but those from the desk itself are one road in the picture. */
function drawnAsBroken(from: string, to: string): boolean {
  return to === DESK && !from.includes('Repair');
}

function arrow(from: string, to: string, label?: string): string {
  return label === undefined ? `  ${from} --> ${to}` : `  ${from} -- "${label}" --> ${to}`;
}

/** `{% 'link' in $channels and $settled.link = 'open' %}` as a reader says it. */
function plain(condition: string): string {
  return condition
    .replaceAll(/\{%|%\}/g, '')
    .replaceAll(/\$\{(\w+)\}/g, '$1')
    .replaceAll('$', '')
    .trim();
}

function shape(name: string, { Type, Resource }: DrawableBranchState): string {
  if (Type === 'Choice') return `${name}{${name}}`;
  if (Resource?.endsWith('.waitForTaskToken') === true) return `${name}([${name}])`;
  return `${name}[${name}]`;
}

function inside(state: DrawableState): (readonly [string, DrawableBranchState])[] {
  return state.Branches.flatMap((branch) => Object.entries(branch.States));
}

function colours(states: readonly (readonly [string, DrawableBranchState])[]): string[] {
  const tasks = states.filter(([, { Type }]) => Type === 'Task');
  const waiting = tasks.filter(([, { Resource }]) => Resource?.endsWith('.waitForTaskToken') === true);
  const working = tasks.filter((task) => !waiting.includes(task));
  return [...colour(waiting, 'person'), ...colour(working, 'step')];
}

function colour(states: readonly (readonly [string, DrawableBranchState])[], kind: string): string[] {
  return states.length === 0 ? [] : [`  class ${states.map(([name]) => name).join(',')} ${kind}`];
}
