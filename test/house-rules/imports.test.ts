import { describe, expect, it } from 'vitest';
import { capabilityOf, isTest, productFiles } from './source-files.ts';

/** What every capability stands on; these stand on nothing above them. */
const FOUNDATION: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  tracking: ['platform'],
  directory: ['platform'],
  tasks: ['platform', 'tracking'],
};

/** Imports of the given files that break a rule, as `importer -> imported`. */
function offences(
  files: readonly { path: string; imports: string[] }[],
  breaks: (importer: string, imported: string) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((imported) => breaks(file.path, imported))
      .map((imported) => `${file.path} -> ${imported}`),
  );
}

describe('imports', () => {
  it('are seen at all, those of types included', () => {
    expect(productFiles.length).toBeGreaterThan(50);
    expect(offences(productFiles, () => true).length).toBeGreaterThan(productFiles.length);
  });

  it('never lead from the product to the infrastructure, the tests or the examples', () => {
    const functions = productFiles.filter((file) => file.path.startsWith('functions/'));
    expect(offences(functions, (_, imported) => !imported.startsWith('functions/'))).toEqual([]);
  });

  it('never lead from the infrastructure to a handler: it bundles them by path', () => {
    const infra = productFiles.filter((file) => file.path.startsWith('infra/'));
    expect(offences(infra, (_, imported) => imported.endsWith('.handler.ts'))).toEqual([]);
  });

  it('enter another capability through its index.ts only; the platform is open', () => {
    const product = productFiles.filter((file) => file.path.startsWith('functions/'));
    const strayed = offences(product, (importer, imported) => {
      const target = capabilityOf(imported);
      return (
        target !== capabilityOf(importer) &&
        target !== 'platform' &&
        imported !== `functions/${target}/index.ts`
      );
    });
    expect(strayed).toEqual([]);
  });

  it.each(Object.entries(FOUNDATION))('let %s stand on nothing but %j', (capability, below) => {
    const files = productFiles.filter((file) => capabilityOf(file.path) === capability);
    const risen = offences(
      files,
      (_, imported) => ![capability, ...below].includes(capabilityOf(imported) ?? ''),
    );
    expect(risen).toEqual([]);
  });

  it('never lead from what runs to what only tests use', () => {
    expect(offences(productFiles, (_, imported) => isTest(imported))).toEqual([]);
  });
});
