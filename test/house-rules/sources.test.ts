import { describe, expect, it } from 'vitest';
import { productFiles } from './source-files.ts';

const functions = productFiles.filter((file) => file.path.startsWith('functions/'));

function holding(files: typeof functions, pattern: RegExp, but: readonly string[]): string[] {
  return files.filter((file) => pattern.test(file.text) && !but.includes(file.path)).map((file) => file.path);
}

describe('product code', () => {
  it('reads the environment in one place', () => {
    expect(holding(functions, /process\.env/, ['functions/platform/env.ts'])).toEqual([]);
  });

  it('asks one clock for the time', () => {
    expect(holding(functions, /new Date\(\)|Date\.now\(\)/, ['functions/platform/clock.ts'])).toEqual([]);
  });

  it('never asks whether it runs on one machine', () => {
    expect(holding(functions, /AWS_ENDPOINT_URL_?\w* *[=!]|isLocal|NODE_ENV/, [])).toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(holding(productFiles, /\b(TODO|FIXME|XXX)\b/, [])).toEqual([]);
  });

  it('keeps a handler within forty lines', () => {
    const long = functions.filter((file) => file.path.endsWith('.handler.ts') && lines(file.text) > 40);
    expect(long.map((file) => `${file.path}: ${lines(file.text)}`)).toEqual([]);
  });

  it('keeps a file within two hundred lines', () => {
    const long = productFiles.filter((file) => lines(file.text) > 200);
    expect(long.map((file) => `${file.path}: ${lines(file.text)}`)).toEqual([]);
  });

  it('names files after the idea, in kebab case', () => {
    const odd = productFiles.filter((file) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.\w+)*\.tsx?$/.test(file.path));
    expect(odd.map((file) => file.path)).toEqual([]);
    const vague = productFiles.filter((file) => /\/(utils?|helpers?|common)(\/|\.)/.test(file.path));
    expect(vague.map((file) => file.path)).toEqual([]);
  });
});

function lines(text: string): number {
  return text.trimEnd().split('\n').length;
}
