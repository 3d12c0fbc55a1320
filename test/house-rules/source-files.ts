import { parseSync } from 'oxc-parser';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface SourceFile {
  /** from the repository root */
  path: string;
  text: string;
  /** files of the repository it imports or re-exports, types included, from the root */
  imports: string[];
}

/** Every source of the repository. */
export const sourceFiles: readonly SourceFile[] = ['functions', 'infra', 'test', 'bench', 'examples']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => read(file));

export const productFiles = sourceFiles.filter(
  (file) => !isTest(file.path) && /^(functions|infra)\//.test(file.path),
);

/** Tests, and what only tests use. */
export function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/testing\/|^test\//.test(file);
}

/** The folder under functions/ a file belongs to. */
export function capabilityOf(file: string): string | undefined {
  return /^functions\/([\w-]+)\//.exec(file)?.[1];
}

function read(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`);
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.map(({ moduleRequest }) => moduleRequest?.value ?? ''),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    ),
  ];
  const imports = specifiers
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => path.join(path.dirname(file), specifier));
  return { path: file, text, imports: [...new Set(imports)] };
}
