import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';

/**
 * Lets the bundler leave out the SDK's shapes of operations nobody calls. Those of REST services have computed
 * keys (`{ [_hE]: 403 }`), which esbuild must take for a side effect; with the key written out they are constants.
 */
export const leanSchemas: Plugin = {
  name: 'lean-schemas',
  setup(build) {
    build.onLoad(
      { filter: /@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]\w+\.js$/ },
      async ({ path }) => ({
        contents: writeOutKeys(await readFile(path, 'utf8')),
      }),
    );
  },
};

/** Replaces computed keys that are constants of the same module by their values. */
export function writeOutKeys(module: string): string {
  const constants = new Map(
    [...module.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  return module.replaceAll(/\[(_\w+)\]:/g, (key, name: string) => {
    const value = constants.get(name);
    return value === undefined ? key : `${value}:`;
  });
}
