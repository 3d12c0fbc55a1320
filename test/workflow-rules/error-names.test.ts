import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleDirectory, bundleFunctions } from '../../infra/build/bundle.ts';
import { functions } from '../../infra/functions.ts';
import { workflows } from '../../infra/workflow-definition.ts';
import { everyTask } from './definition.ts';

/** Names the service and Lambda themselves give to failures. */
const SERVICE_NAME = /^(States|Lambda|Sandbox)\./;

/** A failure that goes away by itself is named so; a retry is for these and no others. */
const TRANSIENT = /Unavailable$/;

/** Of a batch: one result that has to wait costs the others nothing, and the workflow is told in the answer. */
const keptInside: Readonly<Record<string, readonly string[]>> = {
  'renew-files': ['TsaUnavailable', 'RevocationUnavailable'],
};

describe('error names', () => {
  let ownNames: Set<string>;

  beforeAll(async () => {
    await bundleFunctions();
    ownNames = await namesInSources();
  }, 120_000);

  function namesInBundle(functionName: string): Set<string> {
    const code = readFileSync(path.join(bundleDirectory(functionName), 'index.mjs'), 'utf8');
    const literals = [...code.matchAll(/\bname=["'](\w+)["']/g)].map(([, name = '']) => name);
    return new Set(literals.filter((name) => ownNames.has(name)));
  }

  it.each(Object.values(workflows).flatMap(({ functions: called }) => Object.entries(called)))(
    '%s retries exactly the transient failures its bundle can throw, by the name the runtime reports',
    (stateName, functionName) => {
      const listed = everyTask
        .filter((task) => task.name === stateName)
        .flatMap(({ state }) => state.Retry ?? [])
        .flatMap(({ ErrorEquals }) => ErrorEquals)
        .filter((name) => !SERVICE_NAME.test(name));
      const thrown = [...namesInBundle(functionName)]
        .filter((name) => TRANSIENT.test(name))
        .filter((name) => !(keptInside[functionName] ?? []).includes(name));
      expect(listed.toSorted()).toEqual(thrown.toSorted());
    },
  );

  it('caught by name are names some step can throw', () => {
    const caught = everyTask
      .flatMap(({ state }) => state.Catch ?? [])
      .flatMap(({ ErrorEquals }) => ErrorEquals)
      .filter((name) => !SERVICE_NAME.test(name));
    const thrown = new Set(functions.flatMap(({ name }) => [...namesInBundle(name)]));
    expect(caught.filter((name) => !thrown.has(name))).toEqual([]);
  });

  it('are each given to one failure only', async () => {
    const names = await declarations();
    expect(names.filter((name, position) => names.indexOf(name) !== position)).toEqual([]);
  });
});

async function namesInSources(): Promise<Set<string>> {
  return new Set(await declarations());
}

async function declarations(): Promise<string[]> {
  const files = await readdir('functions', { recursive: true });
  const sources = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
  const texts = await Promise.all(sources.map((file) => readFile(path.join('functions', file), 'utf8')));
  return texts.flatMap((text) =>
    [...text.matchAll(/override readonly name(?:: string)? = '(\w+)'/g)].map(([, name = '']) => name),
  );
}
