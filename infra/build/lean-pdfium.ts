import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';

/**
 * Leaves out the parts of PDFium's glue nobody calls: a wrapper for each of its 600 functions, of which drawing
 * pages needs twenty, and a trap for each that tells of calls before start-up.
 */
export const leanPdfium: Plugin = {
  name: 'lean-pdfium',
  setup(build) {
    build.onLoad({ filter: /@hyzyla[\\/]pdfium[\\/]dist[\\/]index\.esm\.js$/ }, async ({ path }) => ({
      contents: withoutUnusedWrappers(await readFile(path, 'utf8')),
    }));
  },
};

const TRAP = /\(Module\["_\w+"\] =\s+makeInvalidEarlyAccess\(\s*"_\w+",?\s*\)\);/g;
const TRAP_LIST = /^\s*(?:missingLibrarySymbols|unexportedSymbols)\.forEach\(\w+\);$/gm;
const WRAPPER = /Module\["(_F\w+)"\] =\s+createExportWrapper\(\s*"\w+",\s*\d+,?\s*\);/g;

/** The module without its traps, and without wrappers its own code never reaches for. */
export function withoutUnusedWrappers(module: string): string {
  const bare = module.replaceAll(TRAP, '').replaceAll(TRAP_LIST, '');
  const called = new Set([...bare.matchAll(/\.(_F\w+)/g)].map(([, name]) => name));
  return bare.replaceAll(WRAPPER, (wrapper, name: string) => (called.has(name) ? wrapper : ''));
}
