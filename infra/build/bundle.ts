import path from 'node:path';
import { functions, type FunctionSpec } from '../functions.ts';
import { buildFunctions, directoryOf, FunctionMissing, type Bundle } from './build-functions.ts';

export type { Bundle };

const root = path.resolve(import.meta.dirname, '../..');
const site = { root, dist: path.join(root, 'dist') };

/** Where a function's bundle lies (`dist/functions/<name>`), built or not. */
export function bundleDirectory(name: string): string {
  return directoryOf(site, name);
}

/**
 * Builds functions of infra/functions.ts, all or those named, where they are not up to date.
 * @throws {FunctionMissing} for an unknown name, or a source or an asset that does not exist
 */
export async function bundleFunctions(
  names: readonly string[] = functions.map((spec) => spec.name),
): Promise<Bundle[]> {
  return buildFunctions(site, names.map(findFunction));
}

function findFunction(name: string): FunctionSpec {
  const spec = functions.find((candidate) => candidate.name === name);
  if (spec === undefined) throw new FunctionMissing(`infra/functions.ts lists no function named ${name}`);
  return spec;
}
