import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { fillPage } from '../workflow-docs/fill-page.ts';
import { decreeScheme } from './decree-layout.ts';
import { EXAMPLES } from './examples.ts';
import { referenceParts } from './reference.ts';

const DOCS = resolve(import.meta.dirname, '../../../docs');

it('every block is in the reference with its picture and what to write for it (else: npm run docs)', () => {
  const page = readFileSync(resolve(DOCS, 'documents.md'), 'utf8');
  for (const name of Object.keys(EXAMPLES)) {
    expect(page, name).toContain(`pictures/blocks/${name}.png`);
    expect(page, name).toContain(`### \`${name}\``);
  }
  expect(fillPage(page, referenceParts())).toBe(page);
  expect(readFileSync(resolve(DOCS, 'pictures/decree-scheme.svg'), 'utf8')).toBe(decreeScheme());
});
