import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FunctionSpec } from '../functions.ts';
import { buildFunctions, FunctionMissing, type Site } from './build-functions.ts';

const greet: FunctionSpec = {
  name: 'greet',
  entry: 'functions/greet.handler.ts',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: [],
  assets: [{ from: 'templates', to: 'templates' }],
};

describe('buildFunctions', () => {
  let site: Site;

  beforeEach(async () => {
    const root = await realpath(await mkdtemp(path.join(tmpdir(), 'bundle-test-')));
    site = { root, dist: path.join(root, 'dist') };
    await symlink(path.resolve('node_modules'), path.join(root, 'node_modules'));
    await mkdir(path.join(root, 'functions'));
    await mkdir(path.join(root, 'templates'));
    await write('tsconfig.json', '{}');
    await write('templates/permit.json', '{}');
    await write('functions/word.ts', `export const word: string = 'hello';`);
    await write(
      'functions/greet.handler.ts',
      `import { word } from './word.ts';
       export const handler = async (): Promise<string> => word;`,
    );
  });

  afterEach(async () => {
    await rm(site.root, { recursive: true, force: true });
  });

  async function write(file: string, content: string): Promise<void> {
    await writeFile(path.join(site.root, file), content);
  }

  async function greeting(): Promise<unknown> {
    const file = pathToFileURL(path.join(site.dist, 'functions/greet/index.mjs'));
    const { handler }: { handler: () => Promise<string> } = await import(`${file.href}?${Math.random()}`);
    return handler();
  }

  it('builds a module Node runs, with the SDK inside and the assets beside it', async () => {
    await write(
      'functions/greet.handler.ts',
      `import { word } from './word.ts';
       import { S3Client } from '@aws-sdk/client-s3';
       export class Sorry extends Error { override readonly name = 'Sorry'; }
       export const handler = async (): Promise<string> => word + new S3Client({ region: 'x' }).constructor.name.length;`,
    );
    const [bundle] = await buildFunctions(site, [greet]);
    expect(bundle).toMatchObject({ name: 'greet', rebuilt: true });
    expect(await greeting()).toMatch(/^hello\d+$/);
    const files = await readdir(path.join(site.dist, 'functions/greet'), { recursive: true });
    expect(files.toSorted()).toEqual(['index.mjs', 'templates', 'templates/permit.json']);
    expect(await readFile(path.join(site.dist, 'functions/greet/index.mjs'), 'utf8')).not.toMatch(
      /from\s*["']@aws-sdk/,
    );
  });

  it('leaves a bundle alone when nothing it was made from has changed', async () => {
    await buildFunctions(site, [greet]);
    const before = await stat(path.join(site.dist, 'functions/greet/index.mjs'));
    const [again] = await buildFunctions(site, [greet]);
    expect(again?.rebuilt).toBe(false);
    expect((await stat(path.join(site.dist, 'functions/greet/index.mjs'))).ino).toBe(before.ino);
  });

  it.each([
    ['an imported module', 'functions/word.ts', `export const word: string = 'good day';`],
    ['an asset', 'templates/permit.json', '{"changed":true}'],
    ['a new asset', 'templates/refusal.json', '{}'],
    ['the compiler settings', 'tsconfig.json', '{"compilerOptions":{}}'],
  ])('builds again when %s changes', async (_, file, content) => {
    await buildFunctions(site, [greet]);
    await write(file, content);
    const [again] = await buildFunctions(site, [greet]);
    expect(again?.rebuilt).toBe(true);
  });

  it('builds again what was changed while it was built', async () => {
    const soon = new Date(Date.now() + 60_000);
    await utimes(path.join(site.root, 'functions/word.ts'), soon, soon);
    await buildFunctions(site, [greet]);
    const [again] = await buildFunctions(site, [greet]);
    expect(again?.rebuilt).toBe(true);
  });

  it('removes what no longer belongs beside the bundle', async () => {
    await write('templates/old.json', '{}');
    await buildFunctions(site, [greet]);
    await rm(path.join(site.root, 'templates/old.json'));
    await buildFunctions(site, [greet]);
    expect(await readdir(path.join(site.dist, 'functions/greet/templates'))).toEqual(['permit.json']);
  });

  it('names the function whose source does not exist', async () => {
    const lost = { ...greet, name: 'lost', entry: 'functions/lost.handler.ts' };
    await expect(buildFunctions(site, [greet, lost])).rejects.toThrow(
      new FunctionMissing('function lost: functions/lost.handler.ts does not exist'),
    );
  });

  it('leaves no workshop behind when a source does not compile', async () => {
    await write('functions/word.ts', 'export const = ;');
    await expect(buildFunctions(site, [greet])).rejects.toThrow(/word\.ts/);
    expect(await readdir(site.dist)).toEqual([]);
  });
});
