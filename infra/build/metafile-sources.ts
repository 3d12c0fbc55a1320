import type { Metafile } from 'esbuild';

/**
 * Every file an entry reaches, relative to the repository root. More than what ended in the bundle: a file
 * shaken out today may be needed after its next change.
 */
export function sourcesOf(metafile: Metafile, entry: string): string[] {
  const reached = new Set<string>();
  const open = [entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const input = metafile.inputs[file];
    if (input === undefined || reached.has(file)) continue;
    reached.add(file);
    open.push(...input.imports.map((imported) => imported.path));
  }
  return [...reached].toSorted();
}
