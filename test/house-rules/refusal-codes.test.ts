import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemCatalogue } from '../../functions/portal/api/problem-catalogue.ts';
import { productFiles } from './source-files.ts';

/** Refusals whose code is computed: the rule of the first text at fault; and the error that is no refusal. */
const COMPUTED = ['text-not-nfc 422', 'control-character 422', 'unexpected 500'];

const refused = productFiles
  .flatMap(({ text }) => [...text.matchAll(/\brefuse(?:Field)?\(\s*(?:'\w+',\s*)?(\d{3}),\s*'([a-z-]+)'/g)])
  .map(([, status, code]) => `${code} ${status}`);

const listed = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(
  ([, code, status]) => `${code} ${status}`,
);

const unique = (codes: readonly string[]) => [...new Set(codes)].toSorted((a, b) => a.localeCompare(b));

const documented = problemCatalogue.map(({ code, status }) => `${code} ${status}`);

describe('refusals', () => {
  it('are seen at all', () => {
    expect(refused.length).toBeGreaterThan(30);
  });

  it('are all listed in docs/errors.md, with their status, and nothing else is', () => {
    expect(unique(listed)).toEqual(unique([...refused, ...COMPUTED]));
  });

  it('are all explained at /docs, where their type leads', () => {
    expect(unique(documented)).toEqual(unique([...refused, ...COMPUTED]));
  });
});
