import type { Plugin } from 'esbuild';

/**
 * Leaves out of the bundles what some packages would drag in whole. Importing pdf-lib, qrcode or jsbarcode runs
 * nothing but definitions, which their package.json does not say (`sideEffects`); zod's `z` holds fifty languages of error
 * messages, and the product words its own; the SDK's default credentials look into files, sign-in caches and
 * metadata services, and a function's are in its environment, on Lambda as on one machine.
 */
export const leanPackages: Plugin = {
  name: 'lean-packages',
  setup(build) {
    build.onResolve({ filter: /^(?:\.|pdf-lib$|@pdf-lib\/|qrcode\/|jsbarcode$)/ }, async (request) => {
      const inside = PURE.test(request.importer);
      if (request.pluginData === RESOLVING || (request.path.startsWith('.') && !inside)) return undefined;
      const { importer, resolveDir, kind } = request;
      const found = await build.resolve(request.path, {
        importer,
        resolveDir,
        kind,
        pluginData: RESOLVING,
      });
      return found.errors.length > 0 ? undefined : { path: found.path, sideEffects: false };
    });
    build.onLoad({ filter: /node_modules[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
    build.onLoad({ filter: /credential-provider-node[\\/]dist-es[\\/]index\.js$/ }, () => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
    }));
  },
};

const RESOLVING = Symbol('resolving');
const PURE = /node_modules[\\/](?:pdf-lib|@pdf-lib)[\\/]/;
