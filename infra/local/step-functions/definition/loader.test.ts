import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadDefinition } from './loader.ts';
import { fillSubstitutions } from './substitutions.ts';

const invoke = 'arn:aws:states:::lambda:invoke';
const task = { Type: 'Task', Resource: invoke, Arguments: { FunctionName: 'f' }, End: true };
const pass = { Type: 'Pass', End: true };

function machine(states: Record<string, unknown>, more: object = {}): string {
  return JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: Object.keys(states)[0],
    States: states,
    ...more,
  });
}

function problems(text: string): string[] {
  const loaded = loadDefinition(text);
  return loaded.ok ? [] : loaded.problems.map(({ message, location }) => `${message} at ${location}`);
}

describe('a definition', () => {
  test.each(readdirSync('workflows').filter((file) => file.endsWith('.asl.json')))(
    'of ours loads: %s',
    (file) => {
      const text = readFileSync(join('workflows', file), 'utf8');
      const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => [name, '60']);
      expect(problems(fillSubstitutions(text, Object.fromEntries(names)))).toEqual([]);
    },
  );

  test.each<[string, string, string]>([
    ['text that is no JSON', '{', 'Not valid JSON at /'],
    [
      'a missing field',
      machine({ A: pass }, { StartAt: undefined }),
      'These fields are required: [StartAt] at /',
    ],
    [
      'JSONPath',
      machine({ A: pass }, { QueryLanguage: 'JSONPath' }),
      "The query language must be 'JSONata' ('JSONPath') at /QueryLanguage",
    ],
    [
      'a Map',
      machine({ A: { Type: 'Map', End: true } }),
      "The state type is not supported; supported are Task, Pass, Choice, Wait, Parallel, Succeed, Fail ('Map') at /States/A/Type",
    ],
    [
      'a JSONPath field',
      machine({ A: { ...pass, InputPath: '$' } }),
      "The field 'InputPath' is not supported at /States/A",
    ],
    [
      'another service',
      machine({ A: { ...task, Resource: 'arn:aws:states:::sqs:sendMessage' } }),
      "The resource 'arn:aws:states:::sqs:sendMessage' is not supported ('arn:aws:states:::sqs:sendMessage') at /States/A/Resource",
    ],
    [
      'an argument lambda:invoke does not have here',
      machine({ A: { ...task, Arguments: { FunctionName: 'f', Qualifier: '1' } } }),
      "The field 'Qualifier' is not supported at /States/A/Arguments",
    ],
    [
      'a task without a function',
      machine({ A: { ...task, Arguments: {} } }),
      'These fields are required: [FunctionName] at /States/A/Arguments',
    ],
    [
      '$eval',
      machine({ A: { ...pass, Output: "{% $eval('1') %}" } }),
      "The JSONata function '$eval' is not supported at /States/A/Output",
    ],
    [
      'an unknown function',
      machine({ A: { ...pass, Output: { x: '{% $foo(1) %}' } } }),
      "The JSONata function '$foo' is not supported at /States/A/Output/x",
    ],
    [
      'broken JSONata',
      machine({ A: { ...pass, Output: '{% 1 + %}' } }),
      'The JSONata expression is not valid. S0207: Unexpected end of expression at /States/A/Output',
    ],
    [
      'space before an expression',
      machine({ A: { ...pass, Output: ' {% 1 %}' } }),
      "A JSONata expression must start with '{%' and end with '%}', without spaces around at /States/A/Output",
    ],
    [
      'an unfilled substitution',
      machine({ A: { ...pass, Output: '${Name}' } }),
      "The substitution '${Name}' is not filled at /States/A/Output",
    ],
    [
      'a missing target',
      machine({ A: { Type: 'Pass', Next: 'B' } }),
      "Missing 'Next' target: B at /States/A/Next",
    ],
    ['an unreachable state', machine({ A: pass, B: pass }), 'State "B" is not reachable. at /States/B'],
    [
      'neither Next nor End',
      machine({ A: { Type: 'Pass' } }),
      "Exactly one of the fields 'Next' and 'End' is required at /States/A",
    ],
    [
      'two kinds of wait',
      machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true } }),
      "Exactly one of the fields 'Seconds' and 'Timestamp' is required at /States/A",
    ],
    [
      'States.ALL in company',
      machine({ A: { ...task, Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] } }),
      "'States.ALL' must appear alone and in the last rule at /States/A/Retry[0]/ErrorEquals",
    ],
    [
      'an unknown retry field',
      machine({ A: { ...task, Retry: [{ ErrorEquals: ['X'], Delay: 1 }] } }),
      "The field 'Delay' is not supported at /States/A/Retry[0]",
    ],
    [
      'assigning $states',
      machine({ A: { ...pass, Assign: { states: 1 } } }),
      "The name must not be the reserved name 'states' at /States/A/Assign/states",
    ],
    [
      'a number that is too small',
      machine({ A: { ...task, TimeoutSeconds: 0 } }),
      "Too small: expected number to be >=1 ('0') at /States/A/TimeoutSeconds",
    ],
    [
      'a heartbeat as long as the limit',
      machine({ A: { ...task, TimeoutSeconds: 60, HeartbeatSeconds: 60 } }),
      "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds' at /States/A/HeartbeatSeconds",
    ],
  ])('is refused for %s', (_, text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });

  test('is refused for a function inside a branch, at its place', () => {
    const branch = { StartAt: 'B', States: { B: { ...pass, Parameters: {} } } };
    const text = machine({ A: { Type: 'Parallel', Branches: [branch], End: true } });
    expect(problems(text)).toEqual([
      "The field 'Parameters' is not supported at /States/A/Branches[0]/States/B",
    ]);
  });

  test('may have a heartbeat shorter than the limit, or limits that only an expression knows', () => {
    const limits = { TimeoutSeconds: '{% 60 %}', HeartbeatSeconds: 90 };
    expect(problems(machine({ A: { ...task, ...limits } }))).toEqual([]);
    expect(problems(machine({ A: { ...task, TimeoutSeconds: 60, HeartbeatSeconds: 59 } }))).toEqual([]);
  });

  test('may call functions it binds itself', () => {
    const output = '{% ($twice := function($n){$n * 2}; $map([1], $twice)) %}';
    expect(problems(machine({ A: { ...pass, Output: output } }))).toEqual([]);
  });

  test('cannot assign in a branch what is assigned around it', () => {
    const inner = { StartAt: 'B', States: { B: { ...pass, Assign: { x: 2, y: 1 } } } };
    const states = {
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [inner], Next: 'C' },
      C: { ...task, Catch: [{ ErrorEquals: ['X'], Assign: { y: 1 }, Next: 'D' }] },
      D: pass,
    };
    expect(problems(machine(states))).toEqual([
      expect.stringContaining("The variable 'x' is assigned in an outer scope"),
      expect.stringContaining("The variable 'y' is assigned in an outer scope"),
    ]);
  });

  test('names each state once', () => {
    const branch = { StartAt: 'A', States: { A: pass } };
    const text = machine({ A: { Type: 'Parallel', Branches: [branch], End: true } });
    expect(problems(text)).toEqual(["The state name 'A' is used twice at /States"]);
  });
});

describe('substitutions', () => {
  test('are filled as JSON text, and all of them', () => {
    expect(fillSubstitutions('{"a":"${F}","b":"{% ${N} %}"}', { F: 'x"y', N: '60' })).toBe(
      '{"a":"x\\"y","b":"{% 60 %}"}',
    );
    expect(() => fillSubstitutions('${F}', {})).toThrow('${F} has no value');
    expect(() => fillSubstitutions('', { F: 'x' })).toThrow('no placeholder for F');
  });
});
