import { build, version } from 'esbuild';
import { access, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FunctionSpec } from '../functions.ts';
import { FileDigests } from './file-digests.ts';
import { leanPackages } from './lean-packages.ts';
import { leanPdfium } from './lean-pdfium.ts';
import { leanSchemas } from './lean-schemas.ts';
import { leanZod } from './lean-zod.ts';
import { placeFiles } from './place-files.ts';
import { sourcesOf } from './metafile-sources.ts';
import { isFresh, writeStamp, type StampPlace } from './stamp.ts';

/** A function is asked for that is not listed, or whose source or asset does not exist. */
export class FunctionMissing extends Error {
  override readonly name = 'FunctionMissing';
}

/** One built function: what Lambda is given, here and on AWS. */
export interface Bundle {
  readonly name: string;
  /** absolute; holds `index.mjs` (exporting `handler`) and the assets beside it */
  readonly directory: string;
  /** size of `index.mjs` */
  readonly bytes: number;
  /** false when it was already up to date */
  readonly rebuilt: boolean;
}

/** Where sources are read from and bundles written to: absolute folders on one file system. */
export interface Site {
  readonly root: string;
  readonly dist: string;
}

/** Where a function's bundle lies, built or not. */
export function directoryOf(site: Site, name: string): string {
  return path.join(site.dist, 'functions', name);
}

/** What shapes every bundle; part of its stamp, so that a change here rebuilds all. */
const options = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  minify: true,
  mainFields: ['module', 'main'],
  legalComments: 'none',
  // Vietnamese texts as they are: escaped, each letter with a mark takes twice the room.
  charset: 'utf8',
  metafile: true,
  outExtension: { '.js': '.mjs' },
  // CommonJS dependencies call `require` for Node's own modules, which an ES module does not have.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
} as const;

/** Each lies in the file of its name. */
const plugins = [leanPackages, leanPdfium, leanSchemas, leanZod] as const;

/**
 * Builds functions into `<dist>/functions/<name>/`. What is up to date stays untouched; a file is replaced in one
 * rename, so that a process reading it sees the old or the new one.
 * @throws {FunctionMissing} for an entry or an asset that does not exist
 */
export async function buildFunctions(site: Site, specs: readonly FunctionSpec[]): Promise<Bundle[]> {
  await requireSources(site, specs);
  const recipe = await recipeOf(site);
  const files = new FileDigests(site.root);
  const fresh = await Promise.all(specs.map((spec) => isFresh(stampPlace(site, spec, recipe), files)));
  const stale = specs.filter((_, position) => fresh[position] === false);
  if (stale.length > 0) await buildAll(site, stale, recipe);
  return Promise.all(specs.map((spec) => describe(site, spec, stale.includes(spec))));
}

/** What shapes every bundle besides its sources. */
async function recipeOf(site: Site): Promise<string> {
  const files = [
    path.join(site.root, 'tsconfig.json'),
    // Says that no module of ours has side effects: what nobody uses of one is left out.
    path.join(import.meta.dirname, '../../package.json'),
    ...plugins.map(({ name }) => path.join(import.meta.dirname, `${name}.ts`)),
  ];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return JSON.stringify([version, options, texts]);
}

async function requireSources(site: Site, specs: readonly FunctionSpec[]): Promise<void> {
  const missing = await Promise.all(
    specs.map(async ({ name, entry, assets = [] }) => {
      const gone = await absent(site.root, [entry, ...assets.map((asset) => asset.from)]);
      return gone.map((file) => `function ${name}: ${file} does not exist`);
    }),
  );
  if (missing.flat().length > 0) throw new FunctionMissing(missing.flat().join('\n'));
}

async function absent(root: string, files: readonly string[]): Promise<string[]> {
  const there = await Promise.all(
    files.map((file) =>
      access(path.join(root, file)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return files.filter((_, position) => there[position] === false);
}

/** One esbuild run for all: what functions share is read and parsed once. */
async function buildAll(site: Site, specs: readonly FunctionSpec[], recipe: string): Promise<void> {
  const began = Date.now();
  const workshop = path.join(site.dist, `building-${process.pid}-${began}`);
  try {
    await mkdir(workshop, { recursive: true });
    const { metafile } = await build({
      ...options,
      mainFields: [...options.mainFields],
      plugins: [...plugins],
      absWorkingDir: site.root,
      outdir: workshop,
      entryPoints: specs.map(({ name, entry }) => ({ in: entry, out: `${name}/index` })),
    });
    const files = new FileDigests(site.root);
    // One after the other: all share a disk, and the workshop must not go while somebody still copies into it.
    for (const spec of specs) {
      await placeFiles({
        root: site.root,
        built: path.join(workshop, spec.name),
        target: directoryOf(site, spec.name),
        assets: spec.assets ?? [],
      });
      const sources = sourcesOf(metafile, spec.entry);
      await writeStamp(stampPlace(site, spec, recipe), sources, files, began);
    }
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

function stampPlace(site: Site, spec: FunctionSpec, recipe: string): StampPlace {
  return {
    file: path.join(site.dist, 'stamps', `${spec.name}.json`),
    recipe: `${recipe}${JSON.stringify([spec.entry, spec.assets])}`,
    assets: (spec.assets ?? []).map((asset) => asset.from),
    output: path.join(directoryOf(site, spec.name), 'index.mjs'),
  };
}

async function describe(site: Site, spec: FunctionSpec, rebuilt: boolean): Promise<Bundle> {
  const directory = directoryOf(site, spec.name);
  const { byteLength } = await readFile(path.join(directory, 'index.mjs'));
  return { name: spec.name, directory, bytes: byteLength, rebuilt };
}
