import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Lets the bundler leave out the parts of zod a function does not use. It follows `z.string` into a namespace
 * (`import * as z`), not into an export named `z`, which is how the sources and the OpenAPI package import it.
 */
export const leanZod: Plugin = {
  name: 'lean-zod',
  setup(build) {
    build.onLoad({ filter: /[\\/]functions[\\/].*\.tsx?$/ }, async (file) => ({
      contents: importNamespace(await readFile(file.path, 'utf8')),
      loader: path.extname(file.path) === '.tsx' ? 'tsx' : 'ts',
    }));
    build.onLoad({ filter: /@hono[\\/]zod-openapi[\\/]dist[\\/]index\.mjs$/ }, async (file) => ({
      contents: narrowExtension(importNamespace(await readFile(file.path, 'utf8'))),
    }));
  },
};

const IMPORT = /^import \{([^}]*)\} from ["'](zod|@hono\/zod-openapi)["'];/gm;

/** Turns an import of `z` by name into one of zod's namespace; other names stay as they are. */
export function importNamespace(module: string): string {
  return module.replaceAll(IMPORT, (statement, names: string, from: string) => {
    const wanted = names.split(',').map((name) => name.trim());
    if (!wanted.includes('z')) return statement;
    const others = wanted.filter((name) => name !== 'z' && name !== '');
    const rest =
      from === 'zod' && others.length === 0 ? '' : `import { ${others.join(', ')} } from '${from}'; `;
    return `${rest}import * as z from 'zod';`;
  });
}

/** The OpenAPI package extends one class and hands on the whole of zod: here it extends that class alone. */
function narrowExtension(module: string): string {
  return module
    .replace(/\bextendZodWithOpenApi\(z\);/, 'extendZodWithOpenApi({ ZodType: z.ZodType });')
    .replace(/^(export \{[^}]*), z(,[^}]*)? \};$/m, '$1$2 };');
}
