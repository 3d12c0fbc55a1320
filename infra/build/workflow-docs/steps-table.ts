import { functions } from '../../functions.ts';
import type { DrawableDefinition } from './definition.ts';

/** Every step with its function, limits and purpose, in the order of the definition. */
export function tabulateSteps(
  { States }: DrawableDefinition,
  called: Readonly<Record<string, string>>,
): string {
  const states = Object.entries(States).flatMap(([name, state]) => [
    [name, state] as const,
    ...state.Branches.flatMap((branch) => Object.entries(branch.States)),
  ]);
  const names = new Map<string, string>(Object.entries(called));
  // A channel's own repair calls the function of AwaitRepair, which has its row.
  const rows = states
    .filter(([name, { Type }]) => Type === 'Task' && names.has(name))
    .map(([name, { Comment = '' }]) => {
      const spec = functions.find((each) => each.name === names.get(name));
      return `| \`${name}\` | \`${spec?.name}\` | ${spec?.timeoutSeconds} s | ${spec?.memoryMb} MB | ${Comment} |`;
    });
  return ['| state | function | time limit | memory | what it does |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}
