import { describe, expect, it } from 'vitest';
import { workflowLimits } from '../../infra/workflow-limits.ts';
import { workflowFunctions, workflowSettings } from '../../infra/workflow-settings.ts';
import { allStates, definition, placeholderOf, statesOf, tasks, waitsForToken } from './definition.ts';

const text = JSON.stringify(definition);

describe('the return-of-results definition', () => {
  it('is written in JSONata throughout', () => {
    expect(definition.QueryLanguage).toBe('JSONata');
    expect(text).not.toMatch(/"(InputPath|OutputPath|ResultPath|ResultSelector|Parameters)"/);
  });

  it('ends no execution as failed: what a person can repair waits for one', () => {
    expect(allStates.filter(({ state }) => state.Type === 'Fail')).toEqual([]);
  });

  it('fills every placeholder, and every function and setting has its placeholder', () => {
    const used = new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name));
    const limits = Object.keys(workflowLimits(workflowSettings));
    const known = [...Object.keys(workflowFunctions), ...Object.keys(workflowSettings), ...limits];
    expect([...used].toSorted()).toEqual(known.toSorted());
  });

  it.each(tasks)('$name calls the function of its own name', (task) => {
    const placeholder = placeholderOf(task);
    // The operator's desk is one function, for the road and for each channel.
    expect(task.name.replace(/^Await(Link|Post|Counter)Repair$/, 'AwaitRepair')).toBe(placeholder);
    expect(workflowFunctions).toHaveProperty(
      placeholder,
      placeholder.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase(),
    );
  });

  it('can go back from the desk to whatever asked for repair', () => {
    const assigned = allStates.flatMap(({ state }) => [
      state.Assign,
      ...(state.Catch ?? []).map((each) => each.Assign),
    ]);
    const named = assigned
      .flatMap((block) => block?.['failedState'] ?? [])
      .filter((name): name is string => typeof name === 'string' && !name.startsWith('{%'));
    const { Choices = [], Default } = definition.States['RouteRepair'] ?? {};
    const routes = Choices.flatMap(({ Condition, Next }) => {
      const [, from] = /^\{% \$failedState = '(\w+)' %\}$/.exec(Condition) ?? [];
      return from === undefined ? [] : [[from, Next] as const];
    });
    const offered = [...routes.map(([from]) => from), Default ?? ''];
    expect(offered.toSorted()).toEqual([...new Set(named)].toSorted());
    const elsewhere = routes.filter(([from, to]) => from !== to);
    // Key or certificate may be what was repaired: what is signed is fixed anew.
    expect(elsewhere).toEqual([
      ['SignWithKms', 'PrepareSignature'],
      ['SignWithSecret', 'PrepareSignature'],
      ['AwaitSignature', 'PrepareSignature'],
    ]);
  });

  it('catches everything at every step, so that a failure waits at the operator’s desk', () => {
    for (const { name, state } of tasks.filter((task) => !task.inBranch)) {
      const last = state.Catch?.at(-1);
      expect(last?.ErrorEquals, name).toEqual(['States.ALL']);
      const next = name === 'AwaitRepair' ? /^PauseRepair$/ : /^AwaitRepair$/;
      expect(last?.Next, name).toMatch(next);
    }
  });
});

describe('the branches of ReturnByChannel', () => {
  const parallels = allStates.filter(({ state }) => state.Type === 'Parallel');
  const branches = parallels.flatMap(({ state }) => state.Branches ?? []);

  it('are not retried as a whole: a channel that ended well is not tried again', () => {
    expect(parallels).toHaveLength(1);
    expect(parallels[0]?.state.Retry).toBeUndefined();
  });

  it('catch every failure inside, since one failing branch would stop the others', () => {
    for (const branch of branches) {
      for (const { name, state } of statesOf(branch).filter((each) => each.state.Type === 'Task')) {
        expect(state.Catch?.at(-1)?.ErrorEquals, name).toEqual(['States.ALL']);
        expect(Object.keys(branch.States), name).toContain(state.Catch?.at(-1)?.Next);
      }
    }
  });

  it('always end with a channel and an outcome', () => {
    for (const branch of branches) {
      for (const { name, state } of statesOf(branch).filter((each) => each.state.End === true)) {
        if (state.Type === 'Pass')
          expect(Object.keys(state.Output as object), name).toEqual(
            expect.arrayContaining(['channel', 'outcome']),
          );
        else expect(name).toBe('SendDownloadLink');
      }
    }
  });

  it('assign no variable of the workflow around them', () => {
    const outer = assigned(Object.values(definition.States));
    for (const branch of branches) {
      const inner = assigned(statesOf(branch).map(({ state }) => state));
      expect([...inner].filter((name) => outer.has(name))).toEqual([]);
    }
  });
});

describe('variables', () => {
  it('are assigned somewhere before anything can name them', () => {
    const builtIn = new Set(['states', 'exists', 'substring', 'join', 'min', 'power']);
    const known = assigned(allStates.map(({ state }) => state));
    const named = [...text.matchAll(/\{% (.*?) %\}/g)].flatMap(([, expression = '']) =>
      [...expression.matchAll(/\$(\w+)/g)].map(([, name = '']) => name),
    );
    expect(named.filter((name) => !known.has(name) && !builtIn.has(name))).toEqual([]);
  });
});

describe('waits for people', () => {
  it('get a token and give nothing but the decision: a callback has no Payload', () => {
    for (const task of tasks.filter(waitsForToken)) {
      expect(task.state.Arguments?.Payload['taskToken'], task.name).toBe('{% $states.context.Task.Token %}');
      expect(JSON.stringify([task.state.Output, task.state.Assign]), task.name).not.toContain('.Payload');
    }
  });

  it('remind and wait again when nobody answers, and never fail the dossier', () => {
    for (const { name, state } of tasks.filter(waitsForToken)) {
      const timeout = state.Catch?.find(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'));
      // the operator's desk asks again; its function says when it is given up
      expect(timeout?.Next, name).toMatch(
        name.endsWith('Repair') ? new RegExp(`^${name}$`) : /^Route\w+Wait$/,
      );
      expect(state.TimeoutSeconds, name).toMatch(/^\{% \$\{\w+WaitSeconds\} %\}$/);
      expect(state.Arguments?.Payload, name).toHaveProperty('reminder');
    }
  });
});

describe('requests to functions', () => {
  it.each(tasks)('$name sends the version, the dossier and the revision', ({ state }) => {
    expect(state.Arguments?.Payload).toMatchObject({
      v: 1,
      code: '{% $code %}',
      revision: '{% $revision %}',
    });
  });

  it('take the answer out of its Payload', () => {
    for (const task of tasks.filter((each) => !waitsForToken(each))) {
      expect(task.state.Output, task.name).toBe('{% $states.result.Payload %}');
    }
  });
});

function assigned(states: (typeof allStates)[number]['state'][]): Set<string> {
  const blocks = states.flatMap((state) => [
    state.Assign,
    ...(state.Catch ?? []).map((each) => each.Assign),
    ...(state.Choices ?? []).map((each) => each.Assign),
  ]);
  return new Set(blocks.flatMap((block) => Object.keys(block ?? {})));
}
